// What the server sends, as docs/api.md describes it.

export type Urgency = "emergency" | "urgent_same_day" | "see_clinician_soon" | "self_care";

export interface About {
  name: string;
  region: string;
  language: string;
  emergency_number: string;
  advice_line: string;
  phone: string | null;
  booking_link: string | null;
  opening_hours: string | null;
  greeting: string | null;
  logo: string | null;
  colours: { accent: string; on_accent: string };
  retention_days: number;
  unsigned_items: number;
}

export interface Option {
  label: string;
  finding: string;
}

/** What a tapped answer stands for: the question, and what it says of each finding. */
export interface Answer {
  asks: string;
  findings: Findings;
}

export type Findings = Record<string, "present" | "absent" | "unsure">;

/** What the labels of a message stand for. */
export type Answers = Record<string, Findings>;

export interface Question {
  type: "question";
  asks: string;
  kind: "yes_no" | "choice" | "checklist" | "age" | "scale";
  place: number;
  total: number | null;
  options: Option[];
  answers?: Answers;
  scale?: { from: number; to: number };
}

export interface Pattern {
  name: string;
  summary: string;
  for: string[];
  against: string[];
}

export interface Section {
  type: "section";
  section: "helpline" | "clinic" | "why" | "do_now" | "patterns" | "not_clear" | "steps" | "care" | "safety_net" | "sources";
  patterns?: Pattern[];
}

export interface Result {
  type: "result";
  urgency: Urgency;
}

export interface Echo {
  type: "echo" | "choice";
  asks: string;
  answers?: Answers;
}

export type Data = Question | Echo | Section | Result | { type: "answer" | "summary" };

export interface Message {
  text: string;
  replies: string[];
  data?: Data;
}

export interface FromPerson {
  from: "person";
  id: string;
  text?: string;
  change?: string;
}

export interface FromIschia {
  from: "ischia";
  messages: Message[];
}

export type Turn = FromPerson | FromIschia;

export interface Session {
  token: string;
  expires_at: number;
  messages: Message[];
}
