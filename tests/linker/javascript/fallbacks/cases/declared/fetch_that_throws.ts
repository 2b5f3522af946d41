async function post(model: string) {
  const response = await fetch("https://api.together.xyz/v1/chat/completions", { // is: declared caller acme/Small hides
    method: "POST",
    body: JSON.stringify({ model, messages: [] }),
  });
  if (!response.ok) {
    throw new Error(`Together answered ${response.status}`);
  }
  return response.json();
}

export async function ask() {
  try {
    return await post("acme/Large"); // is: declared caller acme/Small hides
  } catch (error) {
    return await post("acme/Small"); // is: missing last-resort
  }
}
