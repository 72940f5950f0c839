import { generate } from 'selfsigned';

/** A certificate authority for one test run, and a certificate of it for this machine. All of it is PEM. */
export type Authority = { readonly ca: string; readonly key: string; readonly cert: string };

const LIFE_MS = 24 * 60 * 60 * 1000;

/** Makes a new authority that nobody knows. */
export async function makeAuthority(): Promise<Authority> {
  const notAfterDate = new Date(Date.now() + LIFE_MS);
  const root = await generate([{ name: 'commonName', value: 'Lectern test authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate,
    ca: { key: root.private, cert: root.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { ca: root.cert, key: server.private, cert: server.cert };
}
