{ sne: the rules of French social housing demand. Written by capi/generate.py from capi/api.py; what each function does is said in sne/sne.h
  and docs/c_api.md. Free Pascal in Delphi mode, and Delphi. }
unit sne;

{$IFDEF FPC}
  {$MODE DELPHI}
  {$PACKRECORDS C}
{$ELSE}
  {$ALIGN 8}
{$ENDIF}

interface

const
  SNE_LIBRARY = {$IFDEF MSWINDOWS}'sne_c.dll'{$ELSE}'libsne_c.so.1'{$ENDIF};
  SNE_NO_DAY = Low(Integer); { no day: not known, or none }
  SNE_NO_AMOUNT = Low(Int64); { no amount: not known }

  { Statuses }
  SNE_OK = 0; { done }
  SNE_EMPTY_INPUT = 1; { nothing to read }
  SNE_BAD_LENGTH = 2; { not the number of characters expected }
  SNE_BAD_CHAR = 3; { a character that the field does not allow, at the position given }
  SNE_BAD_MONTH = 4; { a month outside 01..12 in a unique number }
  SNE_UNKNOWN_TERRITORY = 5; { a territory code outside the classes of the number }
  SNE_FUTURE_DATE = 6; { the month of the number lies after the reference date }
  SNE_BAD_DATE_FORM = 7; { not YYYY-MM-DD }
  SNE_IMPOSSIBLE_DATE = 8; { a day that no calendar has, such as 2023-02-29 }
  SNE_DATE_OUT_OF_RANGE = 9; { outside 0001-01-01 .. 9999-12-31 }
  SNE_UNKNOWN_CODE = 10; { a value that the list of the field does not hold }
  SNE_BAD_IDENTIFIER = 11; { an identifier too long or with characters that it may not hold }
  SNE_MISSING_VALUE = 12; { a required cell is empty }
  SNE_MISSING_COLUMN = 13; { a required column is absent }
  SNE_UNKNOWN_COLUMN = 14; { a column that the schema does not know }
  SNE_DUPLICATE_COLUMN = 15; { a column given twice }
  SNE_WRONG_FIELD_COUNT = 16; { a row with more or fewer cells than the header }
  SNE_ROW_TOO_LONG = 17; { a row beyond the documented limit }
  SNE_BAD_ENCODING = 18; { bytes that are not UTF-8 }
  SNE_BAD_QUOTING = 19; { a quote that is never closed, or followed by text }
  SNE_OUT_OF_ORDER = 20; { an event log that is not in folding order }
  SNE_BAD_NUMBER = 21; { not a whole number, or outside the range of the field }
  SNE_DUPLICATE_EVENT = 22; { the same event twice, cell for cell }
  SNE_NUMBER_IN_USE = 23; { a unique number already held by another demand }
  SNE_BINARY_INPUT = 24; { a zero byte where text was expected }
  SNE_UNREADABLE_FILE = 25; { the file cannot be opened or read }
  SNE_SEQUENCE_EXHAUSTED = 26; { no number is left in a sequence of six digits }
  SNE_WRONG_TERRITORY = 27; { a département of Île-de-France where the regional territory is due }
  SNE_POSTAL_CODE = 28; { a postal code where an INSEE code is expected, such as 75013 for 75113 }
  SNE_UNKNOWN_COMMUNE = 29; { a well-formed code that no commune bears }
  SNE_UNKNOWN_EPCI = 30; { a SIREN that no EPCI bears }
  SNE_BAD_AMOUNT = 31; { an amount below zero or beyond ten billion euros }
  SNE_BORN_AFTER = 32; { a birth after the reference day }
  SNE_TOO_MANY_PERSONS = 33; { more persons than a household may hold }
  SNE_NO_APPLICANT = 34; { a household without an applicant }
  SNE_TWO_APPLICANTS = 35; { more than one applicant }
  SNE_TWO_PARTNERS = 36; { more than one spouse, partner or cohabitant }
  SNE_HOLDER_AGE = 37; { a holder of a lease under sixteen }
  SNE_BAD_CUSTODY = 38; { custody of somebody who is not a minor child }
  SNE_CONFLICTING_INCOME = 39; { two incomes of one period and kind, or one notice with two amounts }
  SNE_BAD_CATEGORY = 40; { a household of no person, or more dependants than persons }
  SNE_PRODUCT_NOT_IN_ZONE = 41; { a product that the zone of the dwelling does not know }
  SNE_BEYOND_HORIZON = 42; { a day after the last one for which the law was reviewed }
  SNE_BAD_ORDER = 43; { a local order longer or higher than the text allows }
  SNE_PACK_OVERLAP = 50; { a law pack that gives a day two values }
  SNE_PACK_GAP = 51; { a law pack that leaves days without a value }
  SNE_PACK_UNCITED = 52; { a law pack with a row that cites no text }
  SNE_PACK_UNSUPPORTED = 53; { a law pack that needs a rule or a format this version lacks }
  SNE_PACK_RATE = 54; { a cell that does not move with the others of its table }
  SNE_PACK_DIGEST = 55; { a law pack whose digest is not that of its content }
  SNE_PACK_INCOMPLETE = 56; { a law pack with a missing cell }
  SNE_PACK_FULL = 57; { more added vintages than a law book holds }
  SNE_BAD_JSON = 60; { not a JSON document }
  SNE_BAD_XML = 61; { not a well-formed XML document }
  SNE_TOO_DEEP = 62; { a document nested beyond the documented limit }
  SNE_TOO_LARGE = 63; { a document longer than the documented limit }
  SNE_ENTITY_REFUSED = 64; { an XML document that declares entities }
  SNE_UNKNOWN_KEY = 65; { a key that the schema does not know }
  SNE_WRONG_TYPE = 66; { a value of another type than the schema says }
  SNE_DUPLICATE_KEY = 67; { a key given twice }
  SNE_BAD_GRID = 68; { a scoring grid that cannot be applied }
  SNE_WRONG_LENGTH = 70; { a column with more or fewer rows than the others }
  SNE_RELEASED_ARRAY = 71; { an Arrow structure that its owner already released }
  SNE_BAD_LAYOUT = 72; { an Arrow structure that contradicts itself: a missing buffer, a negative length, offsets that go back }
  SNE_BAD_INDEX = 73; { an index outside the dictionary or the list that it points into }
  SNE_UNKNOWN_DEMAND = 74; { an event of a demand that was never filed in the log }
  SNE_INTERNAL = 1000; { a fault of the library itself: please report it }
  SNE_OUT_OF_MEMORY = 1001; { no memory left; nothing was changed }
  SNE_BAD_STRUCT_SIZE = 1002; { `struct_size` is not set, or is smaller than the first version of the struct }
  SNE_NULL_POINTER = 1003; { a pointer that must point to something does not }
  SNE_BUFFER_TOO_SMALL = 1004; { no room for the bytes; the size that they need was written }
  SNE_BAD_SIZE = 1005; { a size below zero }

  { fact }
  SNE_FACT_UNKNOWN = 0; { not known }
  SNE_FACT_NO = 1; { `no` }
  SNE_FACT_YES = 2; { `yes` }

  { outcome }
  SNE_OUTCOME_ACCEPTED = 0; { `accepted` }
  SNE_OUTCOME_REFUSED = 1; { `refused` }
  SNE_OUTCOME_INCOMPLETE = 2; { `incomplete` }

  { state }
  SNE_STATE_NONE = 0; { `none` }
  SNE_STATE_DRAFT = 1; { `draft` }
  SNE_STATE_INVALID = 2; { `invalid` }
  SNE_STATE_ACTIVE = 3; { `active` }
  SNE_STATE_EXPIRED = 4; { `expired` }
  SNE_STATE_RADIATED = 5; { `radiated` }
  SNE_STATE_ERASED = 6; { `erased` }

  { motive }
  SNE_MOTIVE_UNKNOWN = 0; { not known }
  SNE_MOTIVE_A = 1; { `a` }
  SNE_MOTIVE_B = 2; { `b` }
  SNE_MOTIVE_C = 3; { `c` }
  SNE_MOTIVE_D = 4; { `d` }
  SNE_MOTIVE_E = 5; { `e` }
  SNE_MOTIVE_F = 6; { `f` }

  { product }
  SNE_PRODUCT_PLAI = 0; { `PLAI` }
  SNE_PRODUCT_PLUS = 1; { `PLUS` }
  SNE_PRODUCT_PLS = 2; { `PLS` }
  SNE_PRODUCT_LLTS = 3; { `LLTS` }
  SNE_PRODUCT_LLS = 4; { `LLS` }

  { zone }
  SNE_ZONE_UNKNOWN = 0; { not known }
  SNE_ZONE_PARIS_COMMUNES_LIMITROPHES = 1; { `paris_communes_limitrophes` }
  SNE_ZONE_ILE_DE_FRANCE = 2; { `ile_de_france` }
  SNE_ZONE_AUTRES_REGIONS = 3; { `autres_regions` }
  SNE_ZONE_DOM = 4; { `dom` }

  { eligibility }
  SNE_ELIGIBILITY_ELIGIBLE = 0; { `eligible` }
  SNE_ELIGIBILITY_NOT_ELIGIBLE = 1; { `not_eligible` }
  SNE_ELIGIBILITY_OVER_WITHIN_SHARE = 2; { `over_within_share` }
  SNE_ELIGIBILITY_UNKNOWN = 3; { `unknown` }

  { income_basis }
  SNE_INCOME_BASIS_UNKNOWN = 0; { not known }
  SNE_INCOME_BASIS_N_2 = 1; { `n-2` }
  SNE_INCOME_BASIS_N_1 = 2; { `n-1` }
  SNE_INCOME_BASIS_12M = 3; { `12m` }

  { category_rule }
  SNE_CATEGORY_RULE_BY_NUMBER = 0; { `by_number` }
  SNE_CATEGORY_RULE_LONE = 1; { `lone` }
  SNE_CATEGORY_RULE_YOUNG = 2; { `young` }
  SNE_CATEGORY_RULE_DISABLED = 3; { `disabled` }

  { standing }
  SNE_STANDING_UNKNOWN = 0; { not known }
  SNE_STANDING_NOT_YET = 1; { `not_yet` }
  SNE_STANDING_ACTIVE = 2; { `active` }
  SNE_STANDING_RENEWABLE = 3; { `renewable` }
  SNE_STANDING_LAST_MONTH = 4; { `last_month` }
  SNE_STANDING_EXPIRED = 5; { `expired` }
  SNE_STANDING_LAPSED = 6; { `lapsed` }
  SNE_STANDING_CLOSED = 7; { `closed` }

  { month_end }
  SNE_MONTH_END_CLAMP = 0; { `clamp` }
  SNE_MONTH_END_SPILL = 1; { `spill` }

  { mark }
  SNE_MARK_TEXT = 0; { `text` }
  SNE_MARK_PRACTICE = 1; { `practice` }
  SNE_MARK_CONVENTION = 2; { `convention` }
  SNE_MARK_UNVERIFIED = 3; { `unverified` }

  { origin }
  SNE_ORIGIN_RECEIVED = 0; { `received` }
  SNE_ORIGIN_ISSUED = 1; { `issued` }

  { style }
  SNE_STYLE_COMPACT = 0; { `compact` }
  SNE_STYLE_GROUPED = 1; { `grouped` }

  { severity }
  SNE_SEVERITY_WARNING = 1; { `warning` }
  SNE_SEVERITY_ERROR = 2; { `error` }

  { language }
  SNE_LANGUAGE_FR = 0; { `fr` }
  SNE_LANGUAGE_EN = 1; { `en` }

  { region }
  SNE_REGION_METROPOLITAN = 0; { `metropolitan` }
  SNE_REGION_ALSACE_MOSELLE = 1; { `alsace_moselle` }
  SNE_REGION_ALSACE_MOSELLE_NO_GOOD_FRIDAY = 2; { `alsace_moselle_no_good_friday` }
  SNE_REGION_GUADELOUPE = 3; { `guadeloupe` }
  SNE_REGION_MARTINIQUE = 4; { `martinique` }
  SNE_REGION_GUYANE = 5; { `guyane` }
  SNE_REGION_REUNION = 6; { `reunion` }
  SNE_REGION_MAYOTTE = 7; { `mayotte` }

type
  { A law book: a value that never changes. Where one is asked for, NULL is the book shipped with the library. }
  PSneLaw = type Pointer;
  { How the law is applied where it leaves a choice. NULL is the policy of the SNE. }
  PSnePolicy = type Pointer;
  { The state of a demand, changed by its events. One thread at a time. }
  PSneDemand = type Pointer;
  { The situations of a demand on every day. Never changes. }
  PSneTimeline = type Pointer;
  { A log folded through the rules. Never changes. }
  PSneReplay = type Pointer;
  { The calendars of every base date of a book, on a day. Never changes. }
  PSneRenewalTable = type Pointer;
  { The ceilings of a product on a day. Never changes. }
  PSneCeilingTable = type Pointer;
  { The communes as they are on a day. Never changes. }
  PSneCommuneTable = type Pointer;
  { Bytes in UTF-8 that the library wrote, with a zero after them. }
  PSneText = type Pointer;

  { Why a call failed: filled where the status is not 0. Nothing in it comes from the data. }
  PSneFault = ^TSneFault;
  TSneFault = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    status: Integer; { the status returned }
    at_: Cardinal; { offset in bytes of the fault in its text }
    row: Int64; { row of the list or of the columns, from 0; -1 for none }
    field: array[0..127] of AnsiChar; { parameter, field, column, or JSON pointer }
  end;

  { What a law book covers. }
  PSneLawInfo = ^TSneLawInfo;
  TSneLawInfo = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    first_day: Integer; { first day covered }
    horizon: Integer; { last day for which the rows were reviewed }
    national_number_start: Integer; { first day of national numbers; SNE_NO_DAY while they do not exist }
    suspensions: Integer; { how many periods suspend motive e }
    digest: UInt64; { digest of the rows and of the amendments: same digest, same answers }
    id: array[0..23] of AnsiChar; { the digest in sixteen hexadecimal digits }
  end;

  { The parts of a unique number. }
  PSneNumber = ^TSneNumber;
  TSneNumber = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    territory_kind: Integer; { 0 unknown, 1 Ile-de-France, 2 metropolitan, 3 Corsica, 4 overseas }
    month: Integer; { of the first deposit, 1 to 12 }
    year: Integer; { of the first deposit, 2000 to 2098; 0 for the year written 99 }
    sequence: Integer; { 0 to 999999 }
    text: array[0..23] of AnsiChar; { the 18 characters }
    territory: array[0..7] of AnsiChar; { three characters }
    registrar: array[0..7] of AnsiChar; { five characters }
  end;

  { What is known beside the text of a number. }
  PSneNumberContext = ^TSneNumberContext;
  TSneNumberContext = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    reference: Integer; { day of the judgement, or SNE_NO_DAY }
    deposit: Integer; { day of the first deposit held in the demand, or SNE_NO_DAY }
    origin: Integer; { SNE_ORIGIN_* }
  end;

  { One remark on a number. A number has 19 of them at most. }
  PSneNumberIssue = ^TSneNumberIssue;
  TSneNumberIssue = record
    code: Integer; { 1 BAD_ENCODING, 2 BAD_LENGTH, 3 BAD_CHAR, 4 BAD_MONTH, 5 UNKNOWN_TERRITORY, 6 IDF_DEPARTMENT_AFTER_2011, 7 FUTURE_DATE, 8 DEPOSIT_MISMATCH, 9 BEFORE_SYSTEM, 10 AMBIGUOUS_CENTURY }
    severity: Integer; { SNE_SEVERITY_* }
    at_: Cardinal; { offset in bytes in the text given }
  end;

  { The dates of a demand; SNE_NO_DAY where the calendar has none. }
  PSneCalendar = ^TSneCalendar;
  TSneCalendar = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    attestation_due: Integer; { last day for the attestation }
    renewal_opens: Integer; { first day of the renewal window }
    notice_latest: Integer; { last day for the notice }
    last_valid: Integer; { last day of validity }
    radiation_law: Integer; { first day on which the law lets motive e be used }
    radiation_practice: Integer; { first day on which the SNE uses it }
    reactivation_until: Integer; { last day of the reactivation }
    kept_until: Integer; { last day of retention after the radiation }
  end;

  { What decides the channels of a notice: 1 for yes, 0 for no. }
  PSneNoticeWishes = ^TSneNoticeWishes;
  TSneNoticeWishes = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    online_user: Integer; { filed or renewed online }
    wants_post: Integer; { asked for letters }
    accepts_email: Integer; { agreed to e-mail }
    email_known: Integer; { an address is known }
  end;

  { The channels of a notice: 1 for due. }
  PSneNoticeChannels = ^TSneNoticeChannels;
  TSneNoticeChannels = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    post: Integer; { a letter is due }
    email: Integer; { an e-mail is due }
    delivery_proof: Integer; { the letter must be of a kind that proves delivery }
  end;

  { What a file knows of a registered demand without its events. }
  PSneStandingFacts = ^TSneStandingFacts;
  TSneStandingFacts = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    initial: Integer; { date of receipt }
    last_renewal: Integer; { last renewal presented, or SNE_NO_DAY }
    seniority: Integer; { where it is not the initial date, or SNE_NO_DAY }
    notice: Integer; { notice sent since the last renewal, or SNE_NO_DAY }
    attested: Integer; { 1: the attestation of the running year was sent }
    online_user: Integer; { 1: filed or renewed online at least once }
    wants_post: Integer; { 1: asked for letters }
    territory: array[0..7] of AnsiChar; { of registration, three characters; empty: not known }
  end;

  { A demand as folded so far, on a day. }
  PSneDemandInfo = ^TSneDemandInfo;
  TSneDemandInfo = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    state: Integer; { SNE_STATE_* }
    motive: Integer; { SNE_MOTIVE_* of the standing radiation }
    initial: Integer; { date of receipt; of a draft, of its deposit }
    seniority: Integer; { day from which seniority runs }
    base: Integer; { start of the running year }
    last_valid: Integer; { last day of validity }
    radiated_effective: Integer; { day from which the radiation holds }
    radiated_recorded: Integer; { day of its entry }
    notice: Integer; { first notice sent for the running year }
    seniority_months: Integer; { whole months on the day; 0 before the registration }
    attested: Integer; { 1 or 0 }
    online_user: Integer; { 1 or 0 }
    territory: array[0..7] of AnsiChar; { of registration; empty: not known }
  end;

  { What the law answers to an event. }
  PSneDecision = ^TSneDecision;
  TSneDecision = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    outcome: Integer; { SNE_OUTCOME_* }
    judged_on: Integer; { day whose law was applied }
    earliest: Integer; { first day on which every reason that a day settles has passed, or SNE_NO_DAY }
    reason_count: Integer; { how many of `reasons` }
    warning_count: Integer; { how many of `warnings` }
    reasons: array[0..15] of Word; { codes: their names by sne_code_name("reason") }
    warnings: array[0..15] of Word; { the same }
    missing: UInt64; { a bit for each column of the log, in the order of sne_code_name("field") }
    law: UInt64; { digest of the book that judged }
  end;

  { What became of the rows of a log. }
  PSneReplayCounts = ^TSneReplayCounts;
  TSneReplayCounts = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    rows: Int64; { rows, bad ones included }
    accepted: Int64;
    refused: Int64;
    incomplete: Int64;
    faults: Int64; { rows that could not be read or applied }
    demands: Int64;
  end;

  { Demands by state on a day. }
  PSneStock = ^TSneStock;
  TSneStock = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    by_state: array[0..6] of Int64; { at the place of SNE_STATE_* }
    in_stock: Int64; { registered, and neither radiated nor erased }
  end;

  { A household of which only the counts and the sums are known. }
  PSneIncomes = ^TSneIncomes;
  TSneIncomes = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    product: Integer; { SNE_PRODUCT_* }
    zone: Integer; { SNE_ZONE_* }
    category: Integer; { 1 to 6 }
    extra: Integer; { persons above the sixth category }
    day: Integer; { of the decision }
    n_2: Int64; { reference income of the year before last, or SNE_NO_AMOUNT }
    n_1: Int64; { that of last year, or SNE_NO_AMOUNT }
    months: Int64; { of the last twelve months, or SNE_NO_AMOUNT }
  end;

  { The verdict on the incomes. }
  PSneIncomeVerdict = ^TSneIncomeVerdict;
  TSneIncomeVerdict = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    outcome: Integer; { SNE_ELIGIBILITY_* }
    basis: Integer; { SNE_INCOME_BASIS_* }
    reason: Integer; { code of a reason, 0 for none }
    ceiling: Integer; { euros, 0 where not known }
    income: Int64; { retained; 0 when not settled }
    margin: Int64; { ceiling less income; 0 when not settled }
  end;

  { Texts one after another. Row i is bytes[offsets[i]] to bytes[offsets[i + 1]]; `valid` may be NULL: every row has a text. }
  PSneTextColumn = ^TSneTextColumn;
  TSneTextColumn = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    rows: Int64;
    offsets: PInteger; { rows + 1 of them, which never go back }
    bytes: PAnsiChar;
    valid: PByte; { one bit a row, lowest first }
  end;

  { Where the parts of the numbers are written; NULL for what is not asked. }
  PSneNumberColumns = ^TSneNumberColumns;
  TSneNumberColumns = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    status: PWord; { 0, or the number of the fault }
    at_: PByte; { offset of the fault, 255 and beyond as 255 }
    number: PAnsiChar; { 18 characters a row, left as they are on a fault }
    territory: PAnsiChar; { 3 characters a row, 000 on a fault }
    month: PInteger; { months since January of year 0; 0 on a fault or for the year 99 }
    sequence: PCardinal;
  end;

  { Where the dates are written; NULL for what is not asked. }
  PSneDeadlineColumns = ^TSneDeadlineColumns;
  TSneDeadlineColumns = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    status: PWord;
    last_valid: PInteger; { days, SNE_NO_DAY for none }
    notice_latest: PInteger;
    radiation: PInteger; { by the law, or in practice under the policy of the SNE }
    standing: PByte; { SNE_STANDING_* }
  end;

  { Wishes by row: 1 for yes, 0 for no. Bits of validity may be NULL: none is missing. }
  PSneWishColumns = ^TSneWishColumns;
  TSneWishColumns = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    online_user: PByte;
    online_user_valid: PByte; { one bit a row, lowest first }
    wants_post: PByte;
    wants_post_valid: PByte;
    accepts_email: PByte;
    accepts_email_valid: PByte;
    email_known: PByte;
    email_known_valid: PByte;
  end;

  { Where the channels are written; NULL for what is not asked. }
  PSneChannelColumns = ^TSneChannelColumns;
  TSneChannelColumns = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    status: PWord;
    post: PByte;
    email: PByte;
    delivery_proof: PByte;
  end;

  { Households by row. `extra`, `n_1`, `months` may be NULL: none anywhere. Bits of validity may be NULL. }
  PSneIncomeColumns = ^TSneIncomeColumns;
  TSneIncomeColumns = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    zone: PByte; { SNE_ZONE_* }
    zone_valid: PByte; { one bit a row, lowest first }
    category: PByte; { 1 to 6 }
    category_valid: PByte;
    extra: PByte; { persons above the sixth category }
    extra_valid: PByte;
    n_2: PInt64; { cents }
    n_2_valid: PByte;
    n_1: PInt64;
    n_1_valid: PByte;
    months: PInt64;
    months_valid: PByte;
  end;

  { Where the verdicts are written; NULL for what is not asked. }
  PSneVerdictColumns = ^TSneVerdictColumns;
  TSneVerdictColumns = record
    struct_size: Cardinal; { size of this struct, set by the caller }
    status: PWord;
    outcome: PByte; { SNE_ELIGIBILITY_* }
    basis: PByte; { SNE_INCOME_BASIS_* }
    reason: PWord; { 0 for none }
    rule: PByte; { that decided: its name by sne_code_name("rule"), its article by sne_law_citation; 255 on a fault }
    ceiling: PInteger; { euros, 0 where not known }
    income: PInt64; { cents }
    margin: PInt64; { cents }
  end;

{ The library }
function sne_version(var major: Integer; var minor: Integer; var patch: Integer): Integer; cdecl; external SNE_LIBRARY;
function sne_status_name(status: Integer; name_: PAnsiChar; capacity: Int64; var size: Int64): Integer; cdecl; external SNE_LIBRARY;
function sne_status_words(what: PSneFault; language: Integer; var words: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_code_number(list: PAnsiChar; list_size: Int64; name_: PAnsiChar; name_size: Int64; var number: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_code_name(list: PAnsiChar; list_size: Int64; number: Integer; name_: PAnsiChar; capacity: Int64; var size: Int64; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_text_bytes(text: PSneText; var bytes: PAnsiChar; var size: Int64): Integer; cdecl; external SNE_LIBRARY;
function sne_text_free(text: PSneText): Integer; cdecl; external SNE_LIBRARY;

{ Every operation by its name }
function sne_answer(operation: PAnsiChar; operation_size: Int64; question: PAnsiChar; question_size: Int64; law: PSneLaw; var answer: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_operations(var list: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ The law }
function sne_law_builtin(var law: PSneLaw; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_load(pack: PAnsiChar; pack_size: Int64; onto: PSneLaw; var law: PSneLaw; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_with_horizon(from: PSneLaw; horizon: Integer; var law: PSneLaw; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_with_national_number(from: PSneLaw; first_day: Integer; var law: PSneLaw; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_with_suspension(from: PSneLaw; first_day: Integer; last_day: Integer; var law: PSneLaw; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_describe(law: PSneLaw; info: PSneLawInfo; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_citation(law: PSneLaw; rule: PAnsiChar; rule_size: Int64; on_: Integer; var citation: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_law_free(law: PSneLaw): Integer; cdecl; external SNE_LIBRARY;
function sne_policy_read(json: PAnsiChar; json_size: Int64; var policy: PSnePolicy; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_policy_free(policy: PSnePolicy): Integer; cdecl; external SNE_LIBRARY;

{ Days }
function sne_date_read(iso: PAnsiChar; iso_size: Int64; var day: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_date_write(day: Integer; iso: PAnsiChar; capacity: Int64; var size: Int64; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_add_months(from: Integer; months: Integer; month_end: Integer; var day: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_months_between(from: Integer; to_: Integer; var months: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_is_working_day(day: Integer; region: Integer; var working: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_next_working_day(day: Integer; region: Integer; var next: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ The unique number }
function sne_number_possible(text: PAnsiChar; text_size: Int64; var possible: Integer): Integer; cdecl; external SNE_LIBRARY;
function sne_number_read(text: PAnsiChar; text_size: Int64; number: PSneNumber; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_number_check(text: PAnsiChar; text_size: Int64; context: PSneNumberContext; issues: PSneNumberIssue; capacity: Int64; var count: Int64; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_number_write(text: PAnsiChar; text_size: Int64; style: Integer; written: PAnsiChar; capacity: Int64; var size: Int64; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_number_issue_next(territory: PAnsiChar; territory_size: Int64; deposit: Integer; registrar: PAnsiChar; registrar_size: Int64; var last: Cardinal; number: PSneNumber; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_territory_registered(departement: PAnsiChar; departement_size: Int64; on_: Integer; territory: PAnsiChar; capacity: Int64; var size: Int64; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ Renewal }
function sne_calendar_of_base(base: Integer; law: PSneLaw; calendar: PSneCalendar; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_notice_channels_on(wishes: PSneNoticeWishes; on_: Integer; law: PSneLaw; channels: PSneNoticeChannels; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ The life of a demand }
function sne_demand_new(var demand: PSneDemand; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_standing(facts: PSneStandingFacts; law: PSneLaw; var demand: PSneDemand; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_copy(from: PSneDemand; var demand: PSneDemand; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_free(demand: PSneDemand): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_decide(demand: PSneDemand; event: PAnsiChar; event_size: Int64; law: PSneLaw; policy: PSnePolicy; decision: PSneDecision; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_advance(demand: PSneDemand; event: PAnsiChar; event_size: Int64; law: PSneLaw; policy: PSnePolicy; decision: PSneDecision; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_describe(demand: PSneDemand; on_: Integer; law: PSneLaw; info: PSneDemandInfo; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_calendar(demand: PSneDemand; law: PSneLaw; calendar: PSneCalendar; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_demand_explain(demand: PSneDemand; event: PAnsiChar; event_size: Int64; law: PSneLaw; policy: PSnePolicy; language: Integer; var words: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_timeline_read(events: PAnsiChar; events_size: Int64; known: Integer; law: PSneLaw; policy: PSnePolicy; var timeline: PSneTimeline; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_timeline_on(timeline: PSneTimeline; on_: Integer; var state: Integer; var motive: Integer; var in_stock: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_timeline_free(timeline: PSneTimeline): Integer; cdecl; external SNE_LIBRARY;

{ A log }
function sne_replay_csv(csv: PAnsiChar; csv_size: Int64; law: PSneLaw; policy: PSnePolicy; var replay: PSneReplay; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_replay_describe(replay: PSneReplay; counts: PSneReplayCounts; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_replay_situation(replay: PSneReplay; demand: PAnsiChar; demand_size: Int64; on_: Integer; known: Integer; var state: Integer; var motive: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_replay_stock(replay: PSneReplay; on_: Integer; stock: PSneStock; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_replay_free(replay: PSneReplay): Integer; cdecl; external SNE_LIBRARY;

{ Eligibility }
function sne_zone_of_commune(commune: PAnsiChar; commune_size: Int64; on_: Integer; policy: PSnePolicy; var zone: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_category(persons: Integer; dependants: Integer; young_couple: Integer; disabled: Integer; policy: PSnePolicy; var category: Integer; var extra: Integer; var rule: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_ceiling(product: Integer; zone: Integer; category: Integer; extra: Integer; on_: Integer; law: PSneLaw; policy: PSnePolicy; var euros: Integer; var mark: Integer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_judge_incomes(incomes: PSneIncomes; law: PSneLaw; policy: PSnePolicy; verdict: PSneIncomeVerdict; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_evaluate(question: PAnsiChar; question_size: Int64; law: PSneLaw; policy: PSnePolicy; var verdicts: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_explain(question: PAnsiChar; question_size: Int64; law: PSneLaw; policy: PSnePolicy; language: Integer; as_text: Integer; var words: PSneText; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ Columns: a row as the function above gives it; a bad row has its status, and the others go on }
function sne_columns_numbers(texts: PSneTextColumn; columns: PSneNumberColumns; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_renewal_table_new(law: PSneLaw; policy: PSnePolicy; on_: Integer; var table: PSneRenewalTable; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_renewal_table_free(table: PSneRenewalTable): Integer; cdecl; external SNE_LIBRARY;
function sne_columns_deadlines(table: PSneRenewalTable; rows: Int64; bases: PInteger; valid: PByte; columns: PSneDeadlineColumns; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_columns_notice_channels(rows: Int64; wishes: PSneWishColumns; on_: Integer; law: PSneLaw; columns: PSneChannelColumns; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_ceiling_table_new(product: Integer; on_: Integer; law: PSneLaw; policy: PSnePolicy; var table: PSneCeilingTable; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_ceiling_table_free(table: PSneCeilingTable): Integer; cdecl; external SNE_LIBRARY;
function sne_columns_incomes(table: PSneCeilingTable; rows: Int64; households: PSneIncomeColumns; columns: PSneVerdictColumns; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ Arrow: the same on a record batch (a struct array) by the Arrow C data interface. The structures that come are moved: the library releases them, whatever the status, BAD_STRUCT_SIZE and NULL_POINTER included. Those that go are released by whoever receives them; on a fault they are left released. Columns are named as in docs/columns.md, section 4 }
function sne_arrow_numbers(schema: Pointer; array_: Pointer; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_arrow_deadlines(table: PSneRenewalTable; schema: Pointer; array_: Pointer; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_arrow_notice_channels(schema: Pointer; array_: Pointer; on_: Integer; law: PSneLaw; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_commune_table_new(on_: Integer; policy: PSnePolicy; var table: PSneCommuneTable; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_commune_table_free(table: PSneCommuneTable): Integer; cdecl; external SNE_LIBRARY;
function sne_arrow_communes(table: PSneCommuneTable; schema: Pointer; array_: Pointer; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_arrow_ceilings(table: PSneCeilingTable; schema: Pointer; array_: Pointer; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_arrow_incomes(table: PSneCeilingTable; schema: Pointer; array_: Pointer; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;
function sne_arrow_judge_demands(calendars: PSneRenewalTable; ceilings: PSneCeilingTable; schema: Pointer; array_: Pointer; schema_out: Pointer; array_out: Pointer; fault: PSneFault): Integer; cdecl; external SNE_LIBRARY;

{ The answer of an operation: JSON in UTF-8. Empty when there is none, which the status says. }
function SneAnswer(const operation, question: RawByteString; out status: Integer): RawByteString;
{ The bytes of a text, which is freed. }
function SneTake(text: PSneText): RawByteString;

implementation

function SneTake(text: PSneText): RawByteString;
var
  bytes: PAnsiChar;
  size: Int64;
begin
  Result := '';
  if (text <> nil) and (sne_text_bytes(text, bytes, size) = SNE_OK) then
    SetString(Result, bytes, size);
  sne_text_free(text);
end;

function SneAnswer(const operation, question: RawByteString; out status: Integer): RawByteString;
var
  answer: PSneText;
begin
  answer := nil;
  status := sne_answer(PAnsiChar(operation), Length(operation), PAnsiChar(question), Length(question), nil, answer, nil);
  Result := SneTake(answer);
end;

end.
