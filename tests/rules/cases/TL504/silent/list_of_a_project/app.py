from together import Together

client = Together(api_key="test")
client.models.list(project_id="proj_1")
