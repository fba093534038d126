import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { collectDiagnostics, type Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/report.ts';
import type { LoadOptions } from '../../src/wsdl/load/options.ts';
import { loadDefinitions } from '../../src/wsdl/load.ts';
import type { Definitions } from '../../src/wsdl/model/service.ts';

/** A folder with these files, gone when the test is finished. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'soapstone-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** What loading gave. */
export interface Loaded {
  readonly definitions: Definitions | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `level rule` of each finding, in order. */
  readonly findings: readonly string[];
  /** Findings as the command line prints them, without the folder. */
  readonly report: string;
}

/** Loads a WSDL by path or URL. */
export async function load(source: string, options: LoadOptions = {}): Promise<Loaded> {
  const sink = collectDiagnostics();
  const definitions = await loadDefinitions(source, options, sink);
  const { diagnostics } = sink;
  return {
    definitions,
    diagnostics,
    findings: diagnostics.map(({ level, rule }) => `${level} ${rule}`),
    report: diagnostics
      .map(renderDiagnostic)
      .join('\n')
      .replaceAll(`${dirname(source)}/`, ''),
  };
}

/** Loads `main.wsdl` of a folder with these files. */
export async function loadFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: LoadOptions = {},
): Promise<Loaded> {
  return load(join(await folderOf(files), 'main.wsdl'), options);
}

/** Names of the operations that are served. */
export function operationNames(definitions: Definitions | undefined): readonly string[] {
  const bindings = [
    ...(definitions?.services.flatMap(({ ports }) => ports.map(({ binding }) => binding)) ?? []),
    ...(definitions?.unreferencedBindings ?? []),
  ];
  return bindings.flatMap(({ operations }) => operations.map(({ name }) => name));
}

/** A document/literal WSDL of two operations, `Place` and `Cancel`, to be changed by replacing parts of its text. */
export const orders = `<?xml version="1.0"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:orders" targetNamespace="urn:orders" name="Orders">
  <documentation>Orders,
    placed and cancelled.</documentation>
  <types>
    <xs:schema targetNamespace="urn:orders" elementFormDefault="qualified">
      <xs:element name="Place"><xs:complexType><xs:sequence><xs:element name="item" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="PlaceResponse"><xs:complexType><xs:sequence><xs:element name="number" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="Cancel" type="tns:Cancel"/>
      <xs:complexType name="Cancel"><xs:sequence><xs:element name="number" type="xs:int"/></xs:sequence></xs:complexType>
      <xs:element name="Ticket" type="xs:string"/>
      <xs:element name="Trouble" type="xs:string"/>
    </xs:schema>
  </types>
  <message name="PlaceIn"><part name="parameters" element="tns:Place"/></message>
  <message name="PlaceOut"><part name="parameters" element="tns:PlaceResponse"/></message>
  <message name="CancelIn"><part name="parameters" element="tns:Cancel"/></message>
  <message name="Headers"><part name="ticket" element="tns:Ticket"/></message>
  <message name="TroubleFault"><part name="detail" element="tns:Trouble"/></message>
  <portType name="OrdersPort">
    <operation name="Place"><documentation>Places one.</documentation><input message="tns:PlaceIn"/><output message="tns:PlaceOut"/><fault name="Trouble" message="tns:TroubleFault"/></operation>
    <operation name="Cancel"><input message="tns:CancelIn"/></operation>
  </portType>
  <binding name="OrdersSoap" type="tns:OrdersPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Place"><soap:operation soapAction="urn:orders/Place"/>
      <input><soap:body use="literal"/><soap:header message="tns:Headers" part="ticket" use="literal"/></input>
      <output><soap:body use="literal"/></output>
      <fault name="Trouble"><soap:fault name="Trouble" use="literal"/></fault></operation>
    <operation name="Cancel"><soap:operation soapAction=""/><input><soap:body use="literal"/></input></operation>
  </binding>
  <service name="Orders"><port name="Orders" binding="tns:OrdersSoap"><soap:address location="http://localhost/orders"/></port></service>
</definitions>`;
