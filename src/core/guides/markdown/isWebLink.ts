/** True for what a reader of a PDF may follow: the web and mailboxes. Files, scripts and commands of the IDE are not. */
export function isWebLink(address: string): boolean {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address)) return false;
  return URL.canParse(address);
}
