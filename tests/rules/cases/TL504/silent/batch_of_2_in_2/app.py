from together import Together

client = Together(api_key="test")
client.batches.create(input_file_id="file-1", endpoint="/v1/chat/completions")
