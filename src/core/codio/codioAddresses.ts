/** The regions of Codio that a customer can be in (Codio protocol, section 1.1). */
export const CODIO_DOMAINS = ['codio.com', 'codio.co.uk'] as const;

export type CodioDomain = (typeof CODIO_DOMAINS)[number];

/** Where one Codio region hands out tokens and answers requests. Base URLs, without a trailing slash and without `/api/v1`. */
export type CodioAddresses = { readonly oauthBaseUrl: string; readonly apiBaseUrl: string };

/** The two hosts of a Codio region (Codio protocol, section 1.1). */
export function codioAddresses(domain: CodioDomain): CodioAddresses {
  return { oauthBaseUrl: `https://oauth.${domain}`, apiBaseUrl: `https://octopus.${domain}` };
}
