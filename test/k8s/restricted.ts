import type { Container, PodSpec } from './manifests.ts';

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * What of a pod breaks the restricted Pod Security Standard, the baseline's rules included; empty when nothing does.
 * @see Kubernetes documentation, Pod Security Standards
 */
export function restrictedViolations(pod: PodSpec): string[] {
  const found: string[] = [];
  const wants = (isKept: boolean, rule: string) => {
    if (!isKept) found.push(rule);
  };
  wants(!pod.hostNetwork && !pod.hostPID && !pod.hostIPC, 'host namespaces');
  wants((pod.securityContext?.sysctls ?? []).length === 0, 'sysctls');
  for (const { name: _, ...source } of pod.volumes ?? []) {
    for (const kind of Object.keys(source)) wants(VOLUMES.includes(kind), `volume type ${kind}`);
  }
  for (const container of [...pod.containers, ...(pod.initContainers ?? [])]) {
    for (const rule of containerViolations(pod, container)) found.push(`${container.name}: ${rule}`);
  }
  return found;
}

function containerViolations(pod: PodSpec, { securityContext = {}, ports = [] }: Container): string[] {
  const { privileged, allowPrivilegeEscalation, capabilities } = securityContext;
  const runAsNonRoot = securityContext.runAsNonRoot ?? pod.securityContext?.runAsNonRoot;
  const runAsUser = securityContext.runAsUser ?? pod.securityContext?.runAsUser;
  const seccomp = securityContext.seccompProfile ?? pod.securityContext?.seccompProfile;
  const rules: readonly (readonly [boolean, string])[] = [
    [privileged !== true, 'privileged'],
    [allowPrivilegeEscalation === false, 'allowPrivilegeEscalation must be false'],
    [capabilities?.drop?.includes('ALL') === true, 'capabilities must drop ALL'],
    [(capabilities?.add ?? []).every((each) => each === 'NET_BIND_SERVICE'), 'capabilities added'],
    [runAsNonRoot === true, 'runAsNonRoot must be true'],
    [runAsUser !== 0, 'runAsUser must not be 0'],
    [seccomp?.type === 'RuntimeDefault' || seccomp?.type === 'Localhost', 'seccompProfile'],
    [ports.every(({ hostPort }) => hostPort === undefined), 'host ports'],
  ];
  return rules.filter(([isKept]) => !isKept).map(([, rule]) => rule);
}
