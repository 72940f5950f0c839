/** True where somebody sits in front of a screen. */
export function hasDesktop(env = process.env, platform = process.platform): boolean {
  if (env['CI'] !== undefined) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
}
