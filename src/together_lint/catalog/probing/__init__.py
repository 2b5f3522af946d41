"""`together-lint catalog probe`: one small request for each model, since only a call tells what a key may call.

requests    what is sent for a kind of model, and what that may cost
replies     what an answer proves
asking      rounds of requests, and what is remembered of them
display     the plan and the answers, for people and as objects
command     options, question and exit code
"""
