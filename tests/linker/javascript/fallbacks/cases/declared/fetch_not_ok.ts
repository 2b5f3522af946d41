const call = (model: string) =>
  fetch("https://api.together.xyz/v1/chat/completions", { // is: declared caller acme/Small
    method: "POST",
    body: JSON.stringify({ model, messages: [] }),
  });

export async function ask() {
  let response = await call("acme/Large"); // is: declared caller acme/Small
  if (response.status === 429 || response.status >= 500) {
    response = await call("acme/Small"); // is: missing last-resort
  }
  return response.json();
}
