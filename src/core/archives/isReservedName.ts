/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;

/**
 * Whether a name that is fine in an archive cannot be a file's. Names of devices, and names that end in a point or a space, are
 * refused on every system, so that what was extracted can be carried to any other; characters that only Windows cannot hold are
 * refused there.
 */
export function isReservedName(name: string, platform: NodeJS.Platform): boolean {
  if (DEVICE.test(name) || /[. ]$/.test(name)) return true;
  return platform === 'win32' && /[\p{Cc}<>:"|?*]/u.test(name);
}
