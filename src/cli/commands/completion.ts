import { completeWords } from '../complete.ts';
import { commands, type DefineCommand } from '../main.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** The scripts ask this program for the words, so that they know its options and the operations of a WSDL. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# soapstone completion bash: source it, or save it as /etc/bash_completion.d/soapstone
_soapstone() {
  local IFS=$'\\n'
  COMPREPLY=($(soapstone completion --words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _soapstone soapstone
`,
  zsh: `#compdef soapstone
# soapstone completion zsh: save it as _soapstone in a folder of $fpath
_soapstone() {
  local -a found
  found=("\${(@f)$(soapstone completion --words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[*]}" ]]; then compadd -a found; else _files; fi
}
compdef _soapstone soapstone
`,
  fish: `# soapstone completion fish: save it as ~/.config/fish/completions/soapstone.fish
function __soapstone_words
  set -l before (commandline -opc)
  soapstone completion --words -- $before[2..-1] (commandline -ct) 2>/dev/null
end
complete -c soapstone -a '(__soapstone_words)'
`,
};

/** `soapstone completion`: the script of a shell, and the words that the scripts ask for. */
export const defineCompletion: DefineCommand = (command, terminal, end) => {
  command
    .argument('[shell]', 'bash, zsh or fish; with --words: the words of the line so far')
    .argument('[words...]')
    .option('--words', 'print the words that may come next, one a line; this is what the scripts call')
    .action(async (shell: string | undefined, words: readonly string[], options: { readonly words?: true }) => {
      const line = shell === undefined ? [] : [shell, ...words];
      end(options.words ? await printWords(line, terminal) : printScript(shell, terminal));
    });
};

function printScript(shell: string | undefined, terminal: Terminal): ExitCode {
  const script = shell === undefined || !Object.hasOwn(SCRIPTS, shell) ? undefined : SCRIPTS[shell];
  if (script === undefined) {
    terminal.complain(`error: ${shell ?? 'a shell is needed'}: there are ${Object.keys(SCRIPTS).join(', ')}\n`);
    return 2;
  }
  terminal.print(script);
  return 0;
}

async function printWords(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const quiet = { ...terminal, complain: () => undefined };
  const found = await completeWords(words, commands, quiet);
  terminal.print(found.map((word) => `${word}\n`).join(''));
  return 0;
}
