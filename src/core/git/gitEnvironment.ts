/** What a program needs to run and to get out to the network. Everything else may change what git does. */
const KEPT =
  /^(?:path|pathext|systemroot|systemdrive|windir|comspec|programdata|programfiles.*|temp|tmp|tmpdir|lang|https?_proxy|all_proxy|no_proxy|ssl_cert_file|ssl_cert_dir|ld_library_path|dyld_.*|developer_dir)$/i;

/**
 * The environment that git runs in: no configuration but the repository's own, no question to anybody, nothing but HTTPS. The
 * variables of git that it holds are {@link GIT_VARIABLES}; simple-git takes away all others.
 *
 * @param home an empty folder, in which git finds no configuration, no credentials and no .netrc
 */
export function gitEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): Record<string, string> {
  const kept = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    value !== undefined && KEPT.test(name) ? [[name, value]] : [],
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: home,
    // git's messages are read.
    LC_ALL: 'C',
    LANGUAGE: 'C',
    ...SETTINGS,
  };
}

const SETTINGS = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'https',
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_OPTIONAL_LOCKS: '0',
  // A path is a path, not a pattern.
  GIT_LITERAL_PATHSPECS: '1',
} as const;

/** The variables by which git itself is told what to do. */
export const GIT_VARIABLES: readonly string[] = Object.keys(SETTINGS);
