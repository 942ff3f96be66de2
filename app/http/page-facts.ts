import { createContext } from 'react';

/** What a page knows of the response that carries it; empty in the browser, where neither is needed again. */
export const PageFacts = createContext<{ nonce?: string; requestId?: string }>({});
