from together import Together

client = Together(api_key="test")
client.batches.create_batch("file-1", endpoint="/v1/chat/completions")
