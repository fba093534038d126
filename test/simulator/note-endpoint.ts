import type { ReceivedCall } from '../../src/simulator/answer.ts';
import type { EndpointOperation } from '../../src/simulator/endpoint.ts';
import { noteCodec, noteOperation } from '../soap/note-codec.ts';

/** `Notes.Save`, called `NotesPortType.Save` too. */
export const saveNote: EndpointOperation = {
  service: 'Notes',
  port: 'NotesPort',
  portType: 'NotesPortType',
  selector: 'Notes.Save',
  address: 'http://notes.example.com/notes',
  operation: noteOperation(),
  codec: noteCodec,
};

/** A call of {@link saveNote} with that input. */
export function noteCall(input: ReceivedCall['input']): ReceivedCall {
  const signal = new AbortController().signal;
  return { called: saveNote, input, headerBlocks: new Map(), httpHeaders: {}, envelope: '', signal };
}
