export function installState(
  wantedText: string,
  presentText: string | undefined,
): 'installed' | 'missing' | 'outdated';
