from together import Together

client = Together(api_key="test")
print([model.id for model in client.models.list()])  # expect: TL504
