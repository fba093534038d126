import type { BoundOperation } from '../model/binding.ts';
import type { Port, Service } from '../model/service.ts';

/** The port that answers for one operation of a service. */
export interface PortOperation {
  readonly port: Port;
  readonly operation: BoundOperation;
}

/**
 * Operations of a service, each once: where several ports bind one port type the chosen port answers, else the first
 * SOAP 1.1 port, else the first; an operation that this port cannot serve is taken from the next that can.
 * Ordered by port type as the ports are, then as the binding is.
 */
export function answeringPorts(service: Service, portName: string | undefined): readonly (readonly PortOperation[])[] {
  const byPortType = new Map<string, Port[]>();
  for (const port of service.ports) {
    const { namespace, local } = port.binding.portType;
    const key = `{${namespace}}${local}`;
    byPortType.set(key, [...(byPortType.get(key) ?? []), port]);
  }
  return [...byPortType.values()].map((ports) => operationsOf(ranked(ports, portName)));
}

function ranked(ports: readonly Port[], portName: string | undefined): readonly Port[] {
  const rank = ({ name, binding }: Port) => (name === portName ? 0 : binding.soapVersion === '1.1' ? 1 : 2);
  return [...ports].sort((a, b) => rank(a) - rank(b));
}

function operationsOf(ports: readonly Port[]): readonly PortOperation[] {
  const chosen: PortOperation[] = [];
  const counted = new Map<string, number>();
  for (const port of ports) {
    const met = new Map<string, number>();
    for (const operation of port.binding.operations) {
      // overloads may share even the input's name: then their order tells them apart
      const key = operation.overloaded ? `${operation.name} ${operation.inputName}` : operation.name;
      const nth = (met.get(key) ?? 0) + 1;
      met.set(key, nth);
      if (nth <= (counted.get(key) ?? 0)) continue;
      counted.set(key, nth);
      chosen.push({ port, operation });
    }
  }
  return chosen;
}
