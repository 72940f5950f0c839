export type Person = { readonly username: string; readonly password: string };

/** Signs in past the client, for what it never does. Answers the headers of requests that write. */
export async function sessionHeaders(
  baseUrl: string,
  { username, password }: Person,
): Promise<Record<string, string>> {
  const session = await fetch(`${baseUrl}/api/auth/session/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  const cookies = session.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const token = cookies.find((cookie) => cookie.startsWith('kolibri_csrftoken='))?.split('=')[1] ?? '';
  return { Cookie: cookies.join('; '), 'X-CSRFToken': token };
}
