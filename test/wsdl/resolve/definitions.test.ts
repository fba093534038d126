import { describe, expect, test } from 'vitest';
import { loadFiles, operationNames, orders } from '../folder.ts';

describe('definitions', () => {
  test('a WSDL as it should be', async () => {
    const { definitions, findings } = await loadFiles({ 'main.wsdl': orders });
    expect(findings).toEqual([]);
    expect(definitions).toMatchObject({
      targetNamespace: 'urn:orders',
      documentation: 'Orders,\nplaced and cancelled.',
      unreferencedBindings: [],
      services: [
        { name: 'Orders', namespace: 'urn:orders', ports: [{ name: 'Orders', address: 'http://localhost/orders' }] },
      ],
    });
    const [place, cancel] = definitions?.services[0]?.ports[0]?.binding.operations ?? [];
    expect(place).toMatchObject({
      name: 'Place',
      inputName: 'PlaceRequest',
      overloaded: false,
      style: 'document',
      use: 'literal',
      soapAction: 'urn:orders/Place',
      soapVersion: '1.1',
      documentation: 'Places one.',
      input: {
        bodyParts: [{ name: 'parameters', element: { name: { namespace: 'urn:orders', local: 'Place' } } }],
        headers: [{ partName: 'ticket', element: { name: { local: 'Ticket' } } }],
      },
      output: { bodyParts: [{ element: { name: { local: 'PlaceResponse' } } }], headers: [] },
      faults: [{ name: 'Trouble', element: { name: { local: 'Trouble' } } }],
    });
    expect(cancel).toMatchObject({ name: 'Cancel', soapAction: '', inputName: 'Cancel' });
    expect(cancel?.output).toBeUndefined();
  });

  /** What is changed in the WSDL, what is found, what is still served. */
  const both = ['Place', 'Cancel'];
  test.each<[string, [string | RegExp, string][], string[], string[]]>([
    // documents and references
    [
      'an undefined message',
      [['message="tns:PlaceIn"', 'message="tns:Gone"']],
      ['error wsdl/undefined-reference'],
      ['Cancel'],
    ],
    [
      'an undefined element',
      [['element="tns:Place"', 'element="tns:Plaec"']],
      ['error wsdl/undefined-reference'],
      ['Cancel'],
    ],
    [
      'an undefined port type',
      [['type="tns:OrdersPort"', 'type="tns:Gone"']],
      ['error wsdl/undefined-reference', 'info wsdl/unbound-port-type'],
      [],
    ],
    [
      'an undefined binding',
      [['binding="tns:OrdersSoap"', 'binding="tns:Gone"']],
      ['error wsdl/undefined-reference'],
      both,
    ],
    [
      'a prefix that is not declared',
      [['message="tns:PlaceIn"', 'message="q:PlaceIn"']],
      ['error wsdl/undeclared-prefix'],
      ['Cancel'],
    ],
    [
      'a reference without prefix',
      [['message="tns:PlaceIn"', 'message="PlaceIn"']],
      ['warning wsdl/unprefixed-reference'],
      both,
    ],
    [
      'an element reference without prefix',
      [['element="tns:Place"', 'element="Place"']],
      ['warning wsdl/unprefixed-reference'],
      both,
    ],
    [
      'an element that is refused',
      [['type="tns:Cancel"', 'type="tns:Gone"']],
      ['error src-resolve', 'error wsdl/refused-reference'],
      ['Place'],
    ],
    [
      'a message twice',
      [['<message name="Headers">', '<message name="PlaceIn"/><message name="Headers">']],
      ['warning wsdl/duplicate'],
      both,
    ],
    [
      'a port twice',
      [['</service>', '<port name="Orders" binding="tns:OrdersSoap"/></service>']],
      ['warning wsdl/duplicate'],
      both,
    ],
    [
      'no name',
      [['<message name="Headers">', '<message/><message name="Headers">']],
      ['error wsdl/missing-attribute'],
      both,
    ],
    [
      'a part by neither element nor type',
      [['<part name="parameters" element="tns:Place"/>', '<part name="parameters"/>']],
      ['error wsdl/message-part'],
      ['Cancel'],
    ],
    [
      'a part by both',
      [['element="tns:Place"', 'element="tns:Place" type="xs:int"']],
      ['error wsdl/message-part'],
      ['Cancel'],
    ],
    [
      'types of a draft of XML Schema',
      [['</types>', '<s:schema xmlns:s="http://www.w3.org/1999/XMLSchema"/></types>']],
      ['error wsdl/schema-language'],
      both,
    ],
    // port types
    [
      'output before input',
      [[/(<input message="tns:PlaceIn"\/>)(<output [^>]*>)/, '$2$1']],
      ['error wsdl/operation-kind'],
      ['Cancel'],
    ],
    [
      'output alone',
      [['<input message="tns:CancelIn"/>', '<output message="tns:CancelIn"/>']],
      ['error wsdl/operation-kind'],
      ['Place'],
    ],
    [
      'a port type that nothing binds',
      [['<binding ', '<portType name="Other"/><binding ']],
      ['info wsdl/unbound-port-type'],
      both,
    ],
    [
      'an operation that is not bound',
      [[/<operation name="Cancel"><soap:operation.*\n/, '']],
      ['info wsdl/unmatched-operation'],
      ['Place'],
    ],
    [
      'an operation of the binding alone',
      [['<operation name="Cancel"><soap', '<operation name="Cancle"><soap']],
      ['error wsdl/unmatched-operation', 'info wsdl/unmatched-operation'],
      ['Place'],
    ],
    // bindings
    [
      'a fault of the binding alone',
      [['<fault name="Trouble"><soap', '<fault name="Other"><soap']],
      ['warning wsdl/fault-detail'],
      both,
    ],
    [
      'a fault by type',
      [['<part name="detail" element="tns:Trouble"/>', '<part name="detail" type="xs:string"/>']],
      ['warning BP-R2205'],
      both,
    ],
    [
      'a fault of two parts',
      [['<part name="detail"', '<part name="more" type="xs:int"/><part name="detail"']],
      ['warning wsdl/fault-detail'],
      both,
    ],
    ['a header of no part', [['part="ticket" use', 'part="tikcet" use']], ['error wsdl/header'], ['Cancel']],
    [
      'a header by type',
      [['<part name="ticket" element="tns:Ticket"/>', '<part name="ticket" type="xs:string"/>']],
      ['warning BP-R2205'],
      both,
    ],
    [
      'parts that are not there',
      [['<input><soap:body use="literal"/></input>', '<input><soap:body use="literal" parts="other"/></input>']],
      ['error wsdl/undefined-reference'],
      ['Place'],
    ],
    [
      'an HTTP binding',
      [
        [
          '<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
          '<h:binding xmlns:h="http://schemas.xmlsoap.org/wsdl/http/" verb="GET"/>',
        ],
      ],
      ['error wsdl/http-binding'],
      [],
    ],
    ['a binding that is none of SOAP', [[/<soap:binding[^>]*>/, '']], ['error wsdl/unknown-binding'], []],
    ['another transport', [['soap/http"', 'soap/smtp"']], ['error wsdl/transport'], []],
    ['a style that is none', [['style="document"', 'style="letter"']], ['error wsdl/style', 'error wsdl/style'], []],
    [
      'document style, encoded',
      [['<input><soap:body use="literal"/></input>', '<input><soap:body use="encoded"/></input>']],
      ['error wsdl/use'],
      ['Place'],
    ],
    [
      'literal in, encoded out',
      [['<output><soap:body use="literal"/>', '<output><soap:body use="encoded"/>']],
      ['error wsdl/use'],
      ['Cancel'],
    ],
    [
      'a MIME part',
      [
        [
          '<input><soap:body use="literal"/></input>',
          '<input><m:multipartRelated xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/"><m:part><soap:body use="literal"/></m:part><m:part><m:content part="parameters" type="image/png"/></m:part></m:multipartRelated></input>',
        ],
      ],
      ['error wsdl/mime'],
      ['Place'],
    ],
    [
      'a MIME message of nothing but SOAP',
      [
        [
          '<input><soap:body use="literal"/></input>',
          '<input><m:multipartRelated xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/"><m:part><soap:body use="literal"/></m:part></m:multipartRelated></input>',
        ],
      ],
      [],
      both,
    ],
    [
      'MTOM by policy',
      [
        [
          '<soap:binding ',
          '<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy"><o:OptimizedMimeSerialization xmlns:o="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/></p:Policy><soap:binding ',
        ],
      ],
      ['error wsdl/mtom'],
      [],
    ],
    [
      'MTOM by optional policy',
      [
        [
          '<soap:binding ',
          '<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy"><o:OptimizedMimeSerialization p:Optional="true" xmlns:o="http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"/></p:Policy><soap:binding ',
        ],
      ],
      [],
      both,
    ],
    [
      'a required extension',
      [
        [
          '<soap:binding ',
          '<x:ext xmlns:x="urn:x" xmlns:w="http://schemas.xmlsoap.org/wsdl/" w:required="true"/><soap:binding ',
        ],
      ],
      ['error wsdl/required-extension'],
      [],
    ],
    [
      'required addressing',
      [
        [
          '<soap:binding ',
          '<a:UsingAddressing xmlns:a="http://www.w3.org/2006/05/addressing/wsdl" xmlns:w="http://schemas.xmlsoap.org/wsdl/" w:required="true"/><soap:binding ',
        ],
      ],
      ['warning wsdl/required-extension'],
      both,
    ],
    [
      'a port that requires addressing',
      [
        [
          '<soap:address ',
          '<a:UsingAddressing xmlns:a="http://www.w3.org/2006/05/addressing/wsdl" xmlns:w="http://schemas.xmlsoap.org/wsdl/" w:required="true"/><soap:address ',
        ],
      ],
      ['warning wsdl/required-extension'],
      both,
    ],
    // document style by type
    [
      'a document part by type',
      [['<part name="parameters" element="tns:Cancel"/>', '<part name="parameters" type="tns:Cancel"/>']],
      ['warning BP-R2204'],
      both,
    ],
    [
      'a document part by simple type',
      [['<part name="parameters" element="tns:Cancel"/>', '<part name="parameters" type="xs:int"/>']],
      ['error BP-R2204'],
      ['Place'],
    ],
    // rpc
    [
      'rpc parts by element',
      [['style="document"', 'style="rpc"']],
      ['warning BP-R2203', 'warning BP-R2203', 'warning BP-R2203'],
      both,
    ],
  ])('%s', async (_what, changes, expected, served) => {
    const text = changes.reduce((before, [from, to]) => {
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      return after;
    }, orders);
    const { definitions, findings, diagnostics } = await loadFiles({ 'main.wsdl': text });
    expect(findings).toEqual(expected);
    expect(operationNames(definitions)).toEqual(served);
    expect(diagnostics.every(({ location }) => location.line > 1 && location.file.endsWith('main.wsdl'))).toBe(true);
  });

  test('the report names the place, what is not served and why, and what is near', async () => {
    const text = orders.replace('element="tns:Place"', 'element="tns:Plaec"');
    const { report } = await loadFiles({ 'main.wsdl': text });
    expect(report).toBe(
      'main.wsdl:16:27  error  wsdl/undefined-reference  operation "Place" of binding "OrdersSoap" is not served: part "parameters" refers to the element {urn:orders}Plaec, which no schema defines; near: {urn:orders}Place (main.wsdl:8:7)\n' +
        '    Correct the name, or import the document that defines the component.    see: docs/errors/wsdl--undefined-reference.md',
    );
  });

  test('SOAP 1.2 and 1.1, several ports and bindings, and a binding that no service mentions', async () => {
    const soap12 = orders
      .slice(orders.indexOf('<binding '), orders.indexOf('<service '))
      .replace('OrdersSoap', 'OrdersSoap12')
      .replaceAll('soap:', 'soap12:')
      .replace('<binding ', '<binding xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" ');
    const text = orders
      .replace('<service ', `${soap12}${soap12.replace('OrdersSoap12', 'Alone')}<service `)
      .replace('</service>', '<port name="Orders12" binding="tns:OrdersSoap12"/></service>');
    const { definitions, findings } = await loadFiles({ 'main.wsdl': text });
    expect(findings).toEqual([]);
    expect(
      definitions?.services[0]?.ports.map(({ name, binding, address }) => [name, binding.soapVersion, address]),
    ).toEqual([
      ['Orders', '1.1', 'http://localhost/orders'],
      ['Orders12', '1.2', undefined],
    ]);
    expect(definitions?.unreferencedBindings.map(({ name }) => name.local)).toEqual(['Alone']);
  });

  test('rpc: the wrapper is the operation in the namespace of soap:body, and parts are accessors', async () => {
    const text = orders
      .replace('style="document"', 'style="rpc"')
      .replace(
        '<part name="parameters" element="tns:Cancel"/>',
        '<part name="number" type="xs:int"/><part name="why" type="xs:string"/>',
      )
      .replace(
        '<input><soap:body use="literal"/></input>',
        '<input><soap:body use="literal" namespace="urn:x" parts="why number"/></input>',
      );
    const { definitions } = await loadFiles({ 'main.wsdl': text });
    const cancel = definitions?.services[0]?.ports[0]?.binding.operations[1];
    expect(cancel).toMatchObject({
      style: 'rpc',
      input: { rpcWrapper: { namespace: 'urn:x', local: 'Cancel' }, bodyParts: [{ name: 'number' }, { name: 'why' }] },
    });
  });

  test('overloads are told apart by the names of their inputs', async () => {
    const text = orders
      .replace('<operation name="Cancel"><input ', '<operation name="Place"><input name="PlaceAgain" ')
      .replace(
        '<operation name="Cancel"><soap:operation soapAction=""/><input>',
        '<operation name="Place"><soap:operation soapAction=""/><input name="PlaceAgain">',
      );
    const { definitions, findings } = await loadFiles({ 'main.wsdl': text });
    expect(findings).toEqual([]);
    const operations = definitions?.services[0]?.ports[0]?.binding.operations ?? [];
    expect(operations.map(({ name, inputName, overloaded }) => [name, inputName, overloaded])).toEqual([
      ['Place', 'PlaceRequest', true],
      ['Place', 'PlaceAgain', true],
    ]);
  });
});
