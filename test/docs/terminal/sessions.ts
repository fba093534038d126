import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Shell } from './shell.ts';

const SERVICES = '../shared/wsdl/Services86';
const USER = `${SERVICES}/User.wsdl`;
const PRINCIPAL = `${SERVICES}/SoPrincipal.wsdl`;

/** The sessions under docs/terminal, by the name of their file. */
export const sessions: Readonly<Record<string, (shell: Shell) => Promise<void>>> = {
  async inspect(shell) {
    await shell.run(`inspect ${PRINCIPAL}`);
    await shell.run(`inspect ${PRINCIPAL} --types --only *.AuthenticateUsernamePassword`);
    await shell.run(`inspect ${SERVICES}/Nowhere.wsdl`);
  },

  async openapi(shell) {
    await shell.run(`openapi --wsdl ${PRINCIPAL} --out FOLDER/openapi.json`);
    shell.say('the same WSDL: no drift');
    await shell.run(`openapi --wsdl ${PRINCIPAL} --check FOLDER/openapi.json`);
    shell.say('a version of the WSDL in which an operation is gone and an element has another type');
    shell.put('SoPrincipal.wsdl', editedPrincipal());
    await shell.run('openapi --wsdl FOLDER/SoPrincipal.wsdl --check FOLDER/openapi.json');
  },

  async call(shell) {
    const simulator = await shell.start('mock --port 0', /sign in/);
    const endpoint = /endpoint {2}(\S+)/.exec(simulator.printed().stdout)?.[1] ?? '';
    const call = (words: string) => shell.run(`call ${words} -w ${USER} -w ${PRINCIPAL} -e ${endpoint}`);
    const signIn = `SoPrincipal.AuthenticateUsernamePassword --json '{"userName":"demo","password":"demo"}'`;
    const { stdout } = await call(signIn);
    const { ticket } = JSON.parse(stdout).credentials;
    shell.say('what would be sent, secrets masked');
    const save = '{"type":"imap","credentials":{"publicValue":"kari@example.com","secretValue":"s3cret"}}';
    await call(`User.SaveUntrustedCredentials --json '${save}' --ticket ${ticket} --dry-run`);
    await call(`User.SaveUntrustedCredentials --json '${save}' --ticket ${ticket} --timing`);
    await call(`User.GetUntrustedCredentials --json '{"type":"imap"}' --ticket ${ticket}`);
    shell.say('what breaks the schema is not sent');
    const wrong = '{"type":"imap","credentials":{"validFrom":"yesterday","publicvalue":"kari@example.com"}}';
    await call(`User.SaveUntrustedCredentials --json '${wrong}' --ticket ${ticket}`);
    shell.say('without a ticket');
    await call('User.GetCredentialTypes');
    await call('User.GetCredentialType');
  },

  async mock(shell) {
    shell.file(
      'answers.yaml',
      `- operation: User.IsUserNameValid
  when: { userName: kari }
  output: { response: false }
- operation: User.DeleteUser
  headerBlocks:
    Succeeded: false
    ExceptionInfo:
      exceptionType: SuperOffice.Exceptions.SoSentryException
      friendlyText: You may not delete users
`,
    );
    const mock = await shell.start(`mock ${USER} --port 0 --answers FOLDER/answers.yaml`, /\?wsdl\n/);
    const endpoint = /http:\S+(?=\?wsdl)/.exec(mock.printed().stdout)?.[0] ?? '';
    const call = (words: string) => shell.run(`call ${words} --wsdl ${USER} --endpoint ${endpoint}`);
    await call(`User.IsUserNameValid --json '{"userName":"kari"}'`);
    await call(`User.DeleteUser --json '{"userId":7}'`);
    shell.say('what has no script is answered by example');
    await call(`User.GetRole --json '{"roleId":7}'`);
  },

  async zeep(shell) {
    const mock = await shell.start(`mock ${USER} --port 0`, /\?wsdl\n/);
    const url = /http:\S+\?wsdl/.exec(mock.printed().stdout)?.[0] ?? '';
    const { stdout } = await promisify(execFile)('/usr/bin/python3', ['test/interop/zeep_client.py', url]);
    const outcomes = Object.entries(JSON.parse(stdout).BasicHttpBinding_User as Record<string, string>);
    const output = outcomes.map(([name, outcome]) => `${name}  ${outcome}\n`).join('');
    shell.show(`/usr/bin/python3 test/interop/zeep_client.py ${url}`, output);
  },

  async diff(shell) {
    shell.say('a version of the WSDL in which an operation is gone and an element has another type');
    shell.put('SoPrincipal.wsdl', editedPrincipal());
    await shell.run(`diff ${PRINCIPAL} FOLDER/SoPrincipal.wsdl`);
  },

  async init(shell) {
    await shell.run(`init ${USER} --out FOLDER/soapstone.yaml`);
    await shell.run('config check --config FOLDER/soapstone.yaml');
  },
};

function editedPrincipal(): string {
  return readFileSync(PRINCIPAL, 'utf8')
    .replace(/<wsdl:operation name="GetSystemInfo">[\s\S]*?<\/wsdl:operation>/g, '')
    .replace('name="AssociateId" type="xs:int"', 'name="AssociateId" type="xs:string"');
}
