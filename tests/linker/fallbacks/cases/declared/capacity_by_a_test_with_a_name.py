from together import Together

client = Together()
MODELS = ["acme/first", "acme/second"]


def is_busy(error):
    return error.status_code in (429, 500, 503)


def by_a_variable(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: declared loop acme/second
        except Exception as error:
            busy = error.status_code in (429, 500, 503)
            if not busy:
                raise


def by_a_function(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: declared loop acme/second
        except Exception as error:
            if not is_busy(error):
                raise


def by_a_status_or_a_text(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: declared loop acme/second
        except Exception as error:
            if error.status_code == 429 or "rate limit" in str(error):
                continue
            raise


def by_a_code(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: declared loop acme/second
        except Exception as error:
            if error.code in ("rate_limit_exceeded", "ECONNRESET"):
                continue
            raise
