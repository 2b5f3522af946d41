from together import Together

client = Together(api_key="test")
client.evaluation.retrieve("eval-1")  # expect: TL504
