import { createContext } from 'react';

/** What a page knows of the response that carries it. */
export const PageFacts = createContext<{ requestId?: string }>({});
