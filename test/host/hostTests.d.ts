/** Made by scripts/build/bundleHostTests.ts: one function for each test file of this folder, which defines its tests. */
declare module 'lectern:host-tests' {
  export const suites: readonly (() => void)[];
}
