/** A host with a dot in its name, and a path below it. */
const WITHOUT_SCHEME = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d-]+)*\.[a-z]{2,}\/[^\s:@]+$/i;

/**
 * What is meant by an address as people paste it: out of a command (`git clone …`), in quotes or angle brackets, or without its beginning.
 * `completed`: it does not stand like this in the text.
 */
export function pastedAddress(text: string): { readonly text: string; readonly completed: boolean } {
  const bare = unwrapped(unwrapped(text.trim()).replace(/^git\s+clone\s+/i, ''));
  return WITHOUT_SCHEME.test(bare)
    ? { text: `https://${bare}`, completed: true }
    : { text: bare, completed: bare !== text.trim() };
}

function unwrapped(text: string): string {
  return /^(?:<(.*)>|"(.*)"|'(.*)'|`(.*)`)$/.exec(text)?.slice(1).find(Boolean)?.trim() ?? text;
}
