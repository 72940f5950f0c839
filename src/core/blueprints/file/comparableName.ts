/** Two names that look alike to a person are one. */
export function comparableName(name: string): string {
  return name.trim().normalize('NFC');
}
