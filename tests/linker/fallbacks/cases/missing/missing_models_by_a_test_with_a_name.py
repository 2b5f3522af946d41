from together import Together

client = Together()
MODELS = ["acme/first", "acme/second"]


def is_gone(error):
    return error.status_code == 404


def by_a_variable(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: missing loop acme/second hides blind
        except Exception as error:
            gone = getattr(error, "status_code", None) == 404
            if gone:
                continue
            raise


def by_a_function(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: missing loop acme/second hides blind
        except Exception as error:
            if is_gone(error):
                continue
            raise


def by_a_code(messages):
    for model in MODELS:
        try:
            return client.chat.completions.create(model=model, messages=messages)  # is: missing loop acme/second hides blind
        except Exception as error:
            if error.code == "model_not_available":
                continue
            raise
