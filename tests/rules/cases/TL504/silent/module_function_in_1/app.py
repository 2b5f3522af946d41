import together

together.api_key = "test"
together.Complete.create(prompt="hi", model="acme-ai/Base-8B", max_tokens=20)
