/** What the portal said; `value` is text where it is no JSON. */
export type PortalAnswer = { readonly status: number; readonly value: unknown };

const PATIENCE_MS = 10_000;

/** One call to the portal; undefined when it cannot be reached. `form` makes it a POST. */
export async function askPortal(
  baseUrl: string,
  path: string,
  form?: Readonly<Record<string, string>>,
): Promise<PortalAnswer | undefined> {
  try {
    const reply = await fetch(`${baseUrl}/${path}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const text = await reply.text();
    return { status: reply.status, value: parsed(text) };
  } catch (error) {
    // fetch says so of a connection that was refused, and of a time that is over.
    if (error instanceof TypeError || error instanceof DOMException) return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
