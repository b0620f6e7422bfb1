/* sne: the rules of French social housing demand, for any language that can call C. Written by capi/generate.py from capi/api.py.
 *
 * Every function returns a status: 0, or the number of a fault (SNE_BAD_MONTH...). A fault is malformed input; what the law answers, be it no or
 * "not known", is a value and has the status 0. The last parameter of most functions receives what is wrong and where; it may be NULL.
 *
 * - Texts are UTF-8, given by a pointer and a number of bytes; no zero is needed after them.
 * - Days are days since 1970-01-01, SNE_NO_DAY for none. Money is in cents.
 * - Set `struct_size` of every struct to its sizeof before the call.
 * - What a function makes (a `sne_x** made`) is freed by its sne_x_free. On a fault it is NULL, but for the answers in JSON, which say the fault.
 * - Nothing is thrown, nothing is global: any thread may call anything, and share what never changes.
 * - Texts may hold personal data: the library keeps none of what it is given.
 */
#ifndef SNE_SNE_H
#define SNE_SNE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#if defined(SNE_C_BUILD)
#define SNE_API __declspec(dllexport)
#else
#define SNE_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define SNE_API __attribute__((visibility("default")))
#else
#define SNE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SNE_NO_DAY INT32_MIN /* no day: not known, or none */
#define SNE_NO_AMOUNT INT64_MIN /* no amount: not known */

/* Statuses */
enum {
  SNE_OK = 0, /* done */
  SNE_EMPTY_INPUT = 1, /* nothing to read */
  SNE_BAD_LENGTH = 2, /* not the number of characters expected */
  SNE_BAD_CHAR = 3, /* a character that the field does not allow, at the position given */
  SNE_BAD_MONTH = 4, /* a month outside 01..12 in a unique number */
  SNE_UNKNOWN_TERRITORY = 5, /* a territory code outside the classes of the number */
  SNE_FUTURE_DATE = 6, /* the month of the number lies after the reference date */
  SNE_BAD_DATE_FORM = 7, /* not YYYY-MM-DD */
  SNE_IMPOSSIBLE_DATE = 8, /* a day that no calendar has, such as 2023-02-29 */
  SNE_DATE_OUT_OF_RANGE = 9, /* outside 0001-01-01 .. 9999-12-31 */
  SNE_UNKNOWN_CODE = 10, /* a value that the list of the field does not hold */
  SNE_BAD_IDENTIFIER = 11, /* an identifier too long or with characters that it may not hold */
  SNE_MISSING_VALUE = 12, /* a required cell is empty */
  SNE_MISSING_COLUMN = 13, /* a required column is absent */
  SNE_UNKNOWN_COLUMN = 14, /* a column that the schema does not know */
  SNE_DUPLICATE_COLUMN = 15, /* a column given twice */
  SNE_WRONG_FIELD_COUNT = 16, /* a row with more or fewer cells than the header */
  SNE_ROW_TOO_LONG = 17, /* a row beyond the documented limit */
  SNE_BAD_ENCODING = 18, /* bytes that are not UTF-8 */
  SNE_BAD_QUOTING = 19, /* a quote that is never closed, or followed by text */
  SNE_OUT_OF_ORDER = 20, /* an event log that is not in folding order */
  SNE_BAD_NUMBER = 21, /* not a whole number, or outside the range of the field */
  SNE_DUPLICATE_EVENT = 22, /* the same event twice, cell for cell */
  SNE_NUMBER_IN_USE = 23, /* a unique number already held by another demand */
  SNE_BINARY_INPUT = 24, /* a zero byte where text was expected */
  SNE_UNREADABLE_FILE = 25, /* the file cannot be opened or read */
  SNE_SEQUENCE_EXHAUSTED = 26, /* no number is left in a sequence of six digits */
  SNE_WRONG_TERRITORY = 27, /* a département of Île-de-France where the regional territory is due */
  SNE_POSTAL_CODE = 28, /* a postal code where an INSEE code is expected, such as 75013 for 75113 */
  SNE_UNKNOWN_COMMUNE = 29, /* a well-formed code that no commune bears */
  SNE_UNKNOWN_EPCI = 30, /* a SIREN that no EPCI bears */
  SNE_BAD_AMOUNT = 31, /* an amount below zero or beyond ten billion euros */
  SNE_BORN_AFTER = 32, /* a birth after the reference day */
  SNE_TOO_MANY_PERSONS = 33, /* more persons than a household may hold */
  SNE_NO_APPLICANT = 34, /* a household without an applicant */
  SNE_TWO_APPLICANTS = 35, /* more than one applicant */
  SNE_TWO_PARTNERS = 36, /* more than one spouse, partner or cohabitant */
  SNE_HOLDER_AGE = 37, /* a holder of a lease under sixteen */
  SNE_BAD_CUSTODY = 38, /* custody of somebody who is not a minor child */
  SNE_CONFLICTING_INCOME = 39, /* two incomes of one period and kind, or one notice with two amounts */
  SNE_BAD_CATEGORY = 40, /* a household of no person, or more dependants than persons */
  SNE_PRODUCT_NOT_IN_ZONE = 41, /* a product that the zone of the dwelling does not know */
  SNE_BEYOND_HORIZON = 42, /* a day after the last one for which the law was reviewed */
  SNE_BAD_ORDER = 43, /* a local order longer or higher than the text allows */
  SNE_PACK_OVERLAP = 50, /* a law pack that gives a day two values */
  SNE_PACK_GAP = 51, /* a law pack that leaves days without a value */
  SNE_PACK_UNCITED = 52, /* a law pack with a row that cites no text */
  SNE_PACK_UNSUPPORTED = 53, /* a law pack that needs a rule or a format this version lacks */
  SNE_PACK_RATE = 54, /* a cell that does not move with the others of its table */
  SNE_PACK_DIGEST = 55, /* a law pack whose digest is not that of its content */
  SNE_PACK_INCOMPLETE = 56, /* a law pack with a missing cell */
  SNE_PACK_FULL = 57, /* more added vintages than a law book holds */
  SNE_BAD_JSON = 60, /* not a JSON document */
  SNE_BAD_XML = 61, /* not a well-formed XML document */
  SNE_TOO_DEEP = 62, /* a document nested beyond the documented limit */
  SNE_TOO_LARGE = 63, /* a document longer than the documented limit */
  SNE_ENTITY_REFUSED = 64, /* an XML document that declares entities */
  SNE_UNKNOWN_KEY = 65, /* a key that the schema does not know */
  SNE_WRONG_TYPE = 66, /* a value of another type than the schema says */
  SNE_DUPLICATE_KEY = 67, /* a key given twice */
  SNE_BAD_GRID = 68, /* a scoring grid that cannot be applied */
  SNE_WRONG_LENGTH = 70, /* a column with more or fewer rows than the others */
  SNE_RELEASED_ARRAY = 71, /* an Arrow structure that its owner already released */
  SNE_BAD_LAYOUT = 72, /* an Arrow structure that contradicts itself: a missing buffer, a negative length, offsets that go back */
  SNE_BAD_INDEX = 73, /* an index outside the dictionary or the list that it points into */
  SNE_UNKNOWN_DEMAND = 74, /* an event of a demand that was never filed in the log */
  SNE_INTERNAL = 1000, /* a fault of the library itself: please report it */
  SNE_OUT_OF_MEMORY = 1001, /* no memory left; nothing was changed */
  SNE_BAD_STRUCT_SIZE = 1002, /* `struct_size` is not set, or is smaller than the first version of the struct */
  SNE_NULL_POINTER = 1003, /* a pointer that must point to something does not */
  SNE_BUFFER_TOO_SMALL = 1004, /* no room for the bytes; the size that they need was written */
  SNE_BAD_SIZE = 1005 /* a size below zero */
};

/* fact */
enum {
  SNE_FACT_UNKNOWN = 0, /* not known */
  SNE_FACT_NO = 1, /* `no` */
  SNE_FACT_YES = 2 /* `yes` */
};

/* outcome */
enum {
  SNE_OUTCOME_ACCEPTED = 0, /* `accepted` */
  SNE_OUTCOME_REFUSED = 1, /* `refused` */
  SNE_OUTCOME_INCOMPLETE = 2 /* `incomplete` */
};

/* state */
enum {
  SNE_STATE_NONE = 0, /* `none` */
  SNE_STATE_DRAFT = 1, /* `draft` */
  SNE_STATE_INVALID = 2, /* `invalid` */
  SNE_STATE_ACTIVE = 3, /* `active` */
  SNE_STATE_EXPIRED = 4, /* `expired` */
  SNE_STATE_RADIATED = 5, /* `radiated` */
  SNE_STATE_ERASED = 6 /* `erased` */
};

/* motive */
enum {
  SNE_MOTIVE_UNKNOWN = 0, /* not known */
  SNE_MOTIVE_A = 1, /* `a` */
  SNE_MOTIVE_B = 2, /* `b` */
  SNE_MOTIVE_C = 3, /* `c` */
  SNE_MOTIVE_D = 4, /* `d` */
  SNE_MOTIVE_E = 5, /* `e` */
  SNE_MOTIVE_F = 6 /* `f` */
};

/* product */
enum {
  SNE_PRODUCT_PLAI = 0, /* `PLAI` */
  SNE_PRODUCT_PLUS = 1, /* `PLUS` */
  SNE_PRODUCT_PLS = 2, /* `PLS` */
  SNE_PRODUCT_LLTS = 3, /* `LLTS` */
  SNE_PRODUCT_LLS = 4 /* `LLS` */
};

/* zone */
enum {
  SNE_ZONE_UNKNOWN = 0, /* not known */
  SNE_ZONE_PARIS_COMMUNES_LIMITROPHES = 1, /* `paris_communes_limitrophes` */
  SNE_ZONE_ILE_DE_FRANCE = 2, /* `ile_de_france` */
  SNE_ZONE_AUTRES_REGIONS = 3, /* `autres_regions` */
  SNE_ZONE_DOM = 4 /* `dom` */
};

/* eligibility */
enum {
  SNE_ELIGIBILITY_ELIGIBLE = 0, /* `eligible` */
  SNE_ELIGIBILITY_NOT_ELIGIBLE = 1, /* `not_eligible` */
  SNE_ELIGIBILITY_OVER_WITHIN_SHARE = 2, /* `over_within_share` */
  SNE_ELIGIBILITY_UNKNOWN = 3 /* `unknown` */
};

/* income_basis */
enum {
  SNE_INCOME_BASIS_UNKNOWN = 0, /* not known */
  SNE_INCOME_BASIS_N_2 = 1, /* `n-2` */
  SNE_INCOME_BASIS_N_1 = 2, /* `n-1` */
  SNE_INCOME_BASIS_12M = 3 /* `12m` */
};

/* category_rule */
enum {
  SNE_CATEGORY_RULE_BY_NUMBER = 0, /* `by_number` */
  SNE_CATEGORY_RULE_LONE = 1, /* `lone` */
  SNE_CATEGORY_RULE_YOUNG = 2, /* `young` */
  SNE_CATEGORY_RULE_DISABLED = 3 /* `disabled` */
};

/* standing */
enum {
  SNE_STANDING_UNKNOWN = 0, /* not known */
  SNE_STANDING_NOT_YET = 1, /* `not_yet` */
  SNE_STANDING_ACTIVE = 2, /* `active` */
  SNE_STANDING_RENEWABLE = 3, /* `renewable` */
  SNE_STANDING_LAST_MONTH = 4, /* `last_month` */
  SNE_STANDING_EXPIRED = 5, /* `expired` */
  SNE_STANDING_LAPSED = 6, /* `lapsed` */
  SNE_STANDING_CLOSED = 7 /* `closed` */
};

/* month_end */
enum {
  SNE_MONTH_END_CLAMP = 0, /* `clamp` */
  SNE_MONTH_END_SPILL = 1 /* `spill` */
};

/* mark */
enum {
  SNE_MARK_TEXT = 0, /* `text` */
  SNE_MARK_PRACTICE = 1, /* `practice` */
  SNE_MARK_CONVENTION = 2, /* `convention` */
  SNE_MARK_UNVERIFIED = 3 /* `unverified` */
};

/* origin */
enum {
  SNE_ORIGIN_RECEIVED = 0, /* `received` */
  SNE_ORIGIN_ISSUED = 1 /* `issued` */
};

/* style */
enum {
  SNE_STYLE_COMPACT = 0, /* `compact` */
  SNE_STYLE_GROUPED = 1 /* `grouped` */
};

/* severity */
enum {
  SNE_SEVERITY_WARNING = 1, /* `warning` */
  SNE_SEVERITY_ERROR = 2 /* `error` */
};

/* language */
enum {
  SNE_LANGUAGE_FR = 0, /* `fr` */
  SNE_LANGUAGE_EN = 1 /* `en` */
};

/* region */
enum {
  SNE_REGION_METROPOLITAN = 0, /* `metropolitan` */
  SNE_REGION_ALSACE_MOSELLE = 1, /* `alsace_moselle` */
  SNE_REGION_ALSACE_MOSELLE_NO_GOOD_FRIDAY = 2, /* `alsace_moselle_no_good_friday` */
  SNE_REGION_GUADELOUPE = 3, /* `guadeloupe` */
  SNE_REGION_MARTINIQUE = 4, /* `martinique` */
  SNE_REGION_GUYANE = 5, /* `guyane` */
  SNE_REGION_REUNION = 6, /* `reunion` */
  SNE_REGION_MAYOTTE = 7 /* `mayotte` */
};

/* A law book: a value that never changes. Where one is asked for, NULL is the book shipped with the library. */
typedef struct sne_law sne_law;
/* How the law is applied where it leaves a choice. NULL is the policy of the SNE. */
typedef struct sne_policy sne_policy;
/* The state of a demand, changed by its events. One thread at a time. */
typedef struct sne_demand sne_demand;
/* The situations of a demand on every day. Never changes. */
typedef struct sne_timeline sne_timeline;
/* A log folded through the rules. Never changes. */
typedef struct sne_replay sne_replay;
/* The calendars of every base date of a book, on a day. Never changes. */
typedef struct sne_renewal_table sne_renewal_table;
/* The ceilings of a product on a day. Never changes. */
typedef struct sne_ceiling_table sne_ceiling_table;
/* The communes as they are on a day. Never changes. */
typedef struct sne_commune_table sne_commune_table;
/* Bytes in UTF-8 that the library wrote, with a zero after them. */
typedef struct sne_text sne_text;

/* Why a call failed: filled where the status is not 0. Nothing in it comes from the data. */
typedef struct sne_fault {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t status; /* the status returned */
  uint32_t at; /* offset in bytes of the fault in its text */
  int64_t row; /* row of the list or of the columns, from 0; -1 for none */
  char field[128]; /* parameter, field, column, or JSON pointer */
} sne_fault;

/* What a law book covers. */
typedef struct sne_law_info {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t first_day; /* first day covered */
  int32_t horizon; /* last day for which the rows were reviewed */
  int32_t national_number_start; /* first day of national numbers; SNE_NO_DAY while they do not exist */
  int32_t suspensions; /* how many periods suspend motive e */
  uint64_t digest; /* digest of the rows and of the amendments: same digest, same answers */
  char id[24]; /* the digest in sixteen hexadecimal digits */
} sne_law_info;

/* The parts of a unique number. */
typedef struct sne_number {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t territory_kind; /* 0 unknown, 1 Ile-de-France, 2 metropolitan, 3 Corsica, 4 overseas */
  int32_t month; /* of the first deposit, 1 to 12 */
  int32_t year; /* of the first deposit, 2000 to 2098; 0 for the year written 99 */
  int32_t sequence; /* 0 to 999999 */
  char text[24]; /* the 18 characters */
  char territory[8]; /* three characters */
  char registrar[8]; /* five characters */
} sne_number;

/* What is known beside the text of a number. */
typedef struct sne_number_context {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t reference; /* day of the judgement, or SNE_NO_DAY */
  int32_t deposit; /* day of the first deposit held in the demand, or SNE_NO_DAY */
  int32_t origin; /* SNE_ORIGIN_* */
} sne_number_context;

/* One remark on a number. A number has 19 of them at most. */
typedef struct sne_number_issue {
  int32_t code; /* 1 BAD_ENCODING, 2 BAD_LENGTH, 3 BAD_CHAR, 4 BAD_MONTH, 5 UNKNOWN_TERRITORY, 6 IDF_DEPARTMENT_AFTER_2011, 7 FUTURE_DATE, 8 DEPOSIT_MISMATCH, 9 BEFORE_SYSTEM, 10 AMBIGUOUS_CENTURY */
  int32_t severity; /* SNE_SEVERITY_* */
  uint32_t at; /* offset in bytes in the text given */
} sne_number_issue;

/* The dates of a demand; SNE_NO_DAY where the calendar has none. */
typedef struct sne_calendar {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t attestation_due; /* last day for the attestation */
  int32_t renewal_opens; /* first day of the renewal window */
  int32_t notice_latest; /* last day for the notice */
  int32_t last_valid; /* last day of validity */
  int32_t radiation_law; /* first day on which the law lets motive e be used */
  int32_t radiation_practice; /* first day on which the SNE uses it */
  int32_t reactivation_until; /* last day of the reactivation */
  int32_t kept_until; /* last day of retention after the radiation */
} sne_calendar;

/* What decides the channels of a notice: 1 for yes, 0 for no. */
typedef struct sne_notice_wishes {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t online_user; /* filed or renewed online */
  int32_t wants_post; /* asked for letters */
  int32_t accepts_email; /* agreed to e-mail */
  int32_t email_known; /* an address is known */
} sne_notice_wishes;

/* The channels of a notice: 1 for due. */
typedef struct sne_notice_channels {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t post; /* a letter is due */
  int32_t email; /* an e-mail is due */
  int32_t delivery_proof; /* the letter must be of a kind that proves delivery */
} sne_notice_channels;

/* What a file knows of a registered demand without its events. */
typedef struct sne_standing_facts {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t initial; /* date of receipt */
  int32_t last_renewal; /* last renewal presented, or SNE_NO_DAY */
  int32_t seniority; /* where it is not the initial date, or SNE_NO_DAY */
  int32_t notice; /* notice sent since the last renewal, or SNE_NO_DAY */
  int32_t attested; /* 1: the attestation of the running year was sent */
  int32_t online_user; /* 1: filed or renewed online at least once */
  int32_t wants_post; /* 1: asked for letters */
  char territory[8]; /* of registration, three characters; empty: not known */
} sne_standing_facts;

/* A demand as folded so far, on a day. */
typedef struct sne_demand_info {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t state; /* SNE_STATE_* */
  int32_t motive; /* SNE_MOTIVE_* of the standing radiation */
  int32_t initial; /* date of receipt; of a draft, of its deposit */
  int32_t seniority; /* day from which seniority runs */
  int32_t base; /* start of the running year */
  int32_t last_valid; /* last day of validity */
  int32_t radiated_effective; /* day from which the radiation holds */
  int32_t radiated_recorded; /* day of its entry */
  int32_t notice; /* first notice sent for the running year */
  int32_t seniority_months; /* whole months on the day; 0 before the registration */
  int32_t attested; /* 1 or 0 */
  int32_t online_user; /* 1 or 0 */
  char territory[8]; /* of registration; empty: not known */
} sne_demand_info;

/* What the law answers to an event. */
typedef struct sne_decision {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t outcome; /* SNE_OUTCOME_* */
  int32_t judged_on; /* day whose law was applied */
  int32_t earliest; /* first day on which every reason that a day settles has passed, or SNE_NO_DAY */
  int32_t reason_count; /* how many of `reasons` */
  int32_t warning_count; /* how many of `warnings` */
  uint16_t reasons[16]; /* codes: their names by sne_code_name("reason") */
  uint16_t warnings[16]; /* the same */
  uint64_t missing; /* a bit for each column of the log, in the order of sne_code_name("field") */
  uint64_t law; /* digest of the book that judged */
} sne_decision;

/* What became of the rows of a log. */
typedef struct sne_replay_counts {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int64_t rows; /* rows, bad ones included */
  int64_t accepted;
  int64_t refused;
  int64_t incomplete;
  int64_t faults; /* rows that could not be read or applied */
  int64_t demands;
} sne_replay_counts;

/* Demands by state on a day. */
typedef struct sne_stock {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int64_t by_state[7]; /* at the place of SNE_STATE_* */
  int64_t in_stock; /* registered, and neither radiated nor erased */
} sne_stock;

/* A household of which only the counts and the sums are known. */
typedef struct sne_incomes {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t product; /* SNE_PRODUCT_* */
  int32_t zone; /* SNE_ZONE_* */
  int32_t category; /* 1 to 6 */
  int32_t extra; /* persons above the sixth category */
  int32_t day; /* of the decision */
  int64_t n_2; /* reference income of the year before last, or SNE_NO_AMOUNT */
  int64_t n_1; /* that of last year, or SNE_NO_AMOUNT */
  int64_t months; /* of the last twelve months, or SNE_NO_AMOUNT */
} sne_incomes;

/* The verdict on the incomes. */
typedef struct sne_income_verdict {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int32_t outcome; /* SNE_ELIGIBILITY_* */
  int32_t basis; /* SNE_INCOME_BASIS_* */
  int32_t reason; /* code of a reason, 0 for none */
  int32_t ceiling; /* euros, 0 where not known */
  int64_t income; /* retained; 0 when not settled */
  int64_t margin; /* ceiling less income; 0 when not settled */
} sne_income_verdict;

/* Texts one after another. Row i is bytes[offsets[i]] to bytes[offsets[i + 1]]; `valid` may be NULL: every row has a text. */
typedef struct sne_text_column {
  uint32_t struct_size; /* size of this struct, set by the caller */
  int64_t rows;
  const int32_t* offsets; /* rows + 1 of them, which never go back */
  const char* bytes;
  const uint8_t* valid; /* one bit a row, lowest first */
} sne_text_column;

/* Where the parts of the numbers are written; NULL for what is not asked. */
typedef struct sne_number_columns {
  uint32_t struct_size; /* size of this struct, set by the caller */
  uint16_t* status; /* 0, or the number of the fault */
  uint8_t* at; /* offset of the fault, 255 and beyond as 255 */
  char* number; /* 18 characters a row, left as they are on a fault */
  char* territory; /* 3 characters a row, 000 on a fault */
  int32_t* month; /* months since January of year 0; 0 on a fault or for the year 99 */
  uint32_t* sequence;
} sne_number_columns;

/* Where the dates are written; NULL for what is not asked. */
typedef struct sne_deadline_columns {
  uint32_t struct_size; /* size of this struct, set by the caller */
  uint16_t* status;
  int32_t* last_valid; /* days, SNE_NO_DAY for none */
  int32_t* notice_latest;
  int32_t* radiation; /* by the law, or in practice under the policy of the SNE */
  uint8_t* standing; /* SNE_STANDING_* */
} sne_deadline_columns;

/* Wishes by row: 1 for yes, 0 for no. Bits of validity may be NULL: none is missing. */
typedef struct sne_wish_columns {
  uint32_t struct_size; /* size of this struct, set by the caller */
  const uint8_t* online_user;
  const uint8_t* online_user_valid; /* one bit a row, lowest first */
  const uint8_t* wants_post;
  const uint8_t* wants_post_valid;
  const uint8_t* accepts_email;
  const uint8_t* accepts_email_valid;
  const uint8_t* email_known;
  const uint8_t* email_known_valid;
} sne_wish_columns;

/* Where the channels are written; NULL for what is not asked. */
typedef struct sne_channel_columns {
  uint32_t struct_size; /* size of this struct, set by the caller */
  uint16_t* status;
  uint8_t* post;
  uint8_t* email;
  uint8_t* delivery_proof;
} sne_channel_columns;

/* Households by row. `extra`, `n_1`, `months` may be NULL: none anywhere. Bits of validity may be NULL. */
typedef struct sne_income_columns {
  uint32_t struct_size; /* size of this struct, set by the caller */
  const uint8_t* zone; /* SNE_ZONE_* */
  const uint8_t* zone_valid; /* one bit a row, lowest first */
  const uint8_t* category; /* 1 to 6 */
  const uint8_t* category_valid;
  const uint8_t* extra; /* persons above the sixth category */
  const uint8_t* extra_valid;
  const int64_t* n_2; /* cents */
  const uint8_t* n_2_valid;
  const int64_t* n_1;
  const uint8_t* n_1_valid;
  const int64_t* months;
  const uint8_t* months_valid;
} sne_income_columns;

/* Where the verdicts are written; NULL for what is not asked. */
typedef struct sne_verdict_columns {
  uint32_t struct_size; /* size of this struct, set by the caller */
  uint16_t* status;
  uint8_t* outcome; /* SNE_ELIGIBILITY_* */
  uint8_t* basis; /* SNE_INCOME_BASIS_* */
  uint16_t* reason; /* 0 for none */
  uint8_t* rule; /* that decided: its name by sne_code_name("rule"), its article by sne_law_citation; 255 on a fault */
  int32_t* ceiling; /* euros, 0 where not known */
  int64_t* income; /* cents */
  int64_t* margin; /* cents */
} sne_verdict_columns;

/* The Arrow C data interface, as its specification lays it out; under its own guard, beside any other header that has it. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

/* The library */

/* The version of the library that is loaded. */
SNE_API int32_t sne_version(int32_t* major, int32_t* minor, int32_t* patch);

/* The stable name of a status: BAD_MONTH for 4. */
SNE_API int32_t sne_status_name(int32_t status, char* name, int64_t capacity, int64_t* size);

/* A fault in words, in French or in English: where it is and what was expected, never what was read. */
SNE_API int32_t sne_status_words(const sne_fault* what, int32_t language, sne_text** words, sne_fault* fault);

/* The number of a name in a closed list: sne_code_number("product", "PLUS") is 1. UNKNOWN_CODE for another. */
SNE_API int32_t sne_code_number(const char* list, int64_t list_size, const char* name, int64_t name_size, int32_t* number, sne_fault*
        fault);

/* The name of a number in a closed list, `reason`, `rule` and `field` included. */
SNE_API int32_t sne_code_name(const char* list, int64_t list_size, int32_t number, char* name, int64_t capacity, int64_t* size, sne_fault*
        fault);

/* The bytes of a text, as long as it is not freed. */
SNE_API int32_t sne_text_bytes(const sne_text* text, const char** bytes, int64_t* size);

/* Frees a text; NULL is allowed. */
SNE_API int32_t sne_text_free(sne_text* text);

/* Every operation by its name */

/* Answers one question: an operation of the conformance suite, its `in` and its `out` as JSON. The whole library passes through here. The
 * answer is written even where the status is a fault: it is then {"fault": ..., "path": ...}. Only INTERNAL, OUT_OF_MEMORY and NULL_POINTER
 * write none. */
SNE_API int32_t sne_answer(const char* operation, int64_t operation_size, const char* question, int64_t question_size, const sne_law* law,
        sne_text** answer, sne_fault* fault);

/* The operations, as a JSON list of names and of the keys that each takes. */
SNE_API int32_t sne_operations(sne_text** list, sne_fault* fault);

/* The law */

/* The book shipped with the library. */
SNE_API int32_t sne_law_builtin(sne_law** law, sne_fault* fault);

/* A book with the tables of a law pack (docs/law_packs.md) after those of another. */
SNE_API int32_t sne_law_load(const char* pack, int64_t pack_size, const sne_law* onto, sne_law** law, sne_fault* fault);

/* A copy with another last day reviewed. */
SNE_API int32_t sne_law_with_horizon(const sne_law* from, int32_t horizon, sne_law** law, sne_fault* fault);

/* A copy in which national numbers exist from a day. */
SNE_API int32_t sne_law_with_national_number(const sne_law* from, int32_t first_day, sne_law** law, sne_fault* fault);

/* A copy in which motive e is suspended on these days, both included. */
SNE_API int32_t sne_law_with_suspension(const sne_law* from, int32_t first_day, int32_t last_day, sne_law** law, sne_fault* fault);

/* What a book covers. */
SNE_API int32_t sne_law_describe(const sne_law* law, sne_law_info* info, sne_fault* fault);

/* The article that a rule rests on in its version of a day, as JSON. */
SNE_API int32_t sne_law_citation(const sne_law* law, const char* rule, int64_t rule_size, int32_t on, sne_text** citation, sne_fault*
        fault);

/* Frees a book; NULL is allowed. */
SNE_API int32_t sne_law_free(sne_law* law);

/* A policy from JSON: {"name": "sne", "horizon": "provisional", "readings": {}}, section 6 of docs/events.md. */
SNE_API int32_t sne_policy_read(const char* json, int64_t json_size, sne_policy** policy, sne_fault* fault);

/* Frees a policy; NULL is allowed. */
SNE_API int32_t sne_policy_free(sne_policy* policy);

/* Days */

/* Reads YYYY-MM-DD. */
SNE_API int32_t sne_date_read(const char* iso, int64_t iso_size, int32_t* day, sne_fault* fault);

/* Writes YYYY-MM-DD. */
SNE_API int32_t sne_date_write(int32_t day, char* iso, int64_t capacity, int64_t* size, sne_fault* fault);

/* The same day of another month, with the rule for a day that it lacks (SNE_MONTH_END_*). */
SNE_API int32_t sne_add_months(int32_t from, int32_t months, int32_t month_end, int32_t* day, sne_fault* fault);

/* Whole months elapsed: 71 from 2018-03-15 to 2024-03-14. */
SNE_API int32_t sne_months_between(int32_t from, int32_t to, int32_t* months, sne_fault* fault);

/* Whether counters are open: neither Sunday nor a holiday of the region (SNE_REGION_*). */
SNE_API int32_t sne_is_working_day(int32_t day, int32_t region, int32_t* working, sne_fault* fault);

/* The day itself, or the first worked day after it. */
SNE_API int32_t sne_next_working_day(int32_t day, int32_t region, int32_t* next, sne_fault* fault);

/* The unique number */

/* Whether a text may be a unique number: 1 or 0. */
SNE_API int32_t sne_number_possible(const char* text, int64_t text_size, int32_t* possible);

/* Reads a number, typed with or without separators. */
SNE_API int32_t sne_number_read(const char* text, int64_t text_size, sne_number* number, sne_fault* fault);

/* Everything there is to say of a text as a unique number. `context` may be NULL. BUFFER_TOO_SMALL when there are more issues than room; their
 * number is written all the same. */
SNE_API int32_t sne_number_check(const char* text, int64_t text_size, const sne_number_context* context, sne_number_issue* issues, int64_t
        capacity, int64_t* count, sne_fault* fault);

/* Writes a number, compact or in groups (SNE_STYLE_*). */
SNE_API int32_t sne_number_write(const char* text, int64_t text_size, int32_t style, char* written, int64_t capacity, int64_t* size,
        sne_fault* fault);

/* Issues the next number of a series: `last` is read, and moved when a number was issued. */
SNE_API int32_t sne_number_issue_next(const char* territory, int64_t territory_size, int32_t deposit, const char* registrar, int64_t
        registrar_size, uint32_t* last, sne_number* number, sne_fault* fault);

/* The territory that registers a demand for a departement on a day: 075 is 111 from 2011-03-28. */
SNE_API int32_t sne_territory_registered(const char* departement, int64_t departement_size, int32_t on, char* territory, int64_t capacity,
        int64_t* size, sne_fault* fault);

/* Renewal */

/* The calendar of a base date, as for a demand filed that day. */
SNE_API int32_t sne_calendar_of_base(int32_t base, const sne_law* law, sne_calendar* calendar, sne_fault* fault);

/* The channels by which a notice must go on a day. */
SNE_API int32_t sne_notice_channels_on(const sne_notice_wishes* wishes, int32_t on, const sne_law* law, sne_notice_channels* channels,
        sne_fault* fault);

/* The life of a demand */

/* A demand without an event yet. */
SNE_API int32_t sne_demand_new(sne_demand** demand, sne_fault* fault);

/* A registered demand from what a file knows of it. */
SNE_API int32_t sne_demand_standing(const sne_standing_facts* facts, const sne_law* law, sne_demand** demand, sne_fault* fault);

/* The same demand, to be changed apart. */
SNE_API int32_t sne_demand_copy(const sne_demand* from, sne_demand** demand, sne_fault* fault);

/* Frees a demand; NULL is allowed. */
SNE_API int32_t sne_demand_free(sne_demand* demand);

/* May this event happen? `event` is a row of docs/events.md as a JSON object. Changes nothing. */
SNE_API int32_t sne_demand_decide(const sne_demand* demand, const char* event, int64_t event_size, const sne_law* law, const sne_policy*
        policy, sne_decision* decision, sne_fault* fault);

/* Decides and, when accepted, changes the demand. Events come in folding order (docs/events.md). */
SNE_API int32_t sne_demand_advance(sne_demand* demand, const char* event, int64_t event_size, const sne_law* law, const sne_policy* policy,
        sne_decision* decision, sne_fault* fault);

/* The demand as folded so far, on a day. */
SNE_API int32_t sne_demand_describe(const sne_demand* demand, int32_t on, const sne_law* law, sne_demand_info* info, sne_fault* fault);

/* Every coming date of a demand. MISSING_VALUE for a draft. */
SNE_API int32_t sne_demand_calendar(const sne_demand* demand, const sne_law* law, sne_calendar* calendar, sne_fault* fault);

/* The decision on an event in words, as JSON: section `explain` of the docs. */
SNE_API int32_t sne_demand_explain(const sne_demand* demand, const char* event, int64_t event_size, const sne_law* law, const sne_policy*
        policy, int32_t language, sne_text** words, sne_fault* fault);

/* The timeline of events, a JSON list of rows in any order; `known` leaves out what was recorded after a day, SNE_NO_DAY nothing. */
SNE_API int32_t sne_timeline_read(const char* events, int64_t events_size, int32_t known, const sne_law* law, const sne_policy* policy,
        sne_timeline** timeline, sne_fault* fault);

/* The situation on a day: state, motive when radiated, and whether a stock counts the demand. */
SNE_API int32_t sne_timeline_on(const sne_timeline* timeline, int32_t on, int32_t* state, int32_t* motive, int32_t* in_stock, sne_fault*
        fault);

/* Frees a timeline; NULL is allowed. */
SNE_API int32_t sne_timeline_free(sne_timeline* timeline);

/* A log */

/* Folds a log given as CSV (docs/events.md). A bad row is counted and set apart, the others go on. */
SNE_API int32_t sne_replay_csv(const char* csv, int64_t csv_size, const sne_law* law, const sne_policy* policy, sne_replay** replay,
        sne_fault* fault);

/* What became of the rows. */
SNE_API int32_t sne_replay_describe(const sne_replay* replay, sne_replay_counts* counts, sne_fault* fault);

/* The situation of a demand on a day, as known on another; SNE_NO_DAY: with all that the log knows. UNKNOWN_DEMAND for a key that the log does
 * not have. */
SNE_API int32_t sne_replay_situation(const sne_replay* replay, const char* demand, int64_t demand_size, int32_t on, int32_t known, int32_t*
        state, int32_t* motive, sne_fault* fault);

/* Demands by state on a day. */
SNE_API int32_t sne_replay_stock(const sne_replay* replay, int32_t on, sne_stock* stock, sne_fault* fault);

/* Frees a replay; NULL is allowed. */
SNE_API int32_t sne_replay_free(sne_replay* replay);

/* Eligibility */

/* The zone of the ceilings of an INSEE code on a day (SNE_ZONE_*). */
SNE_API int32_t sne_zone_of_commune(const char* commune, int64_t commune_size, int32_t on, const sne_policy* policy, int32_t* zone,
        sne_fault* fault);

/* The category of a household: `young_couple` and `disabled` are 1 or 0. */
SNE_API int32_t sne_category(int32_t persons, int32_t dependants, int32_t young_couple, int32_t disabled, const sne_policy* policy, int32_t*
        category, int32_t* extra, int32_t* rule, sne_fault* fault);

/* The ceiling in euros, 0 where no amount is known, and how sure it is (SNE_MARK_*). */
SNE_API int32_t sne_ceiling(int32_t product, int32_t zone, int32_t category, int32_t extra, int32_t on, const sne_law* law, const
        sne_policy* policy, int32_t* euros, int32_t* mark, sne_fault* fault);

/* The income verdict of one household. */
SNE_API int32_t sne_judge_incomes(const sne_incomes* incomes, const sne_law* law, const sne_policy* policy, sne_income_verdict* verdict,
        sne_fault* fault);

/* The verdicts of a question of docs/households.md, JSON in and JSON out. Written even where the status is a fault of the question. */
SNE_API int32_t sne_evaluate(const char* question, int64_t question_size, const sne_law* law, const sne_policy* policy, sne_text** verdicts,
        sne_fault* fault);

/* The verdicts in words, as JSON, or as plain text when `as_text` is 1. */
SNE_API int32_t sne_explain(const char* question, int64_t question_size, const sne_law* law, const sne_policy* policy, int32_t language,
        int32_t as_text, sne_text** words, sne_fault* fault);

/* Columns: a row as the function above gives it; a bad row has its status, and the others go on */

/* Reads a column of unique numbers. */
SNE_API int32_t sne_columns_numbers(const sne_text_column* texts, const sne_number_columns* columns, sne_fault* fault);

/* Prepares the calendars of a book and a policy, on a day. */
SNE_API int32_t sne_renewal_table_new(const sne_law* law, const sne_policy* policy, int32_t on, sne_renewal_table** table, sne_fault*
        fault);

/* Frees a table; NULL is allowed. */
SNE_API int32_t sne_renewal_table_free(sne_renewal_table* table);

/* The calendars of a column of base dates; `valid` may be NULL. */
SNE_API int32_t sne_columns_deadlines(const sne_renewal_table* table, int64_t rows, const int32_t* bases, const uint8_t* valid, const
        sne_deadline_columns* columns, sne_fault* fault);

/* The channels of a column of applicants. */
SNE_API int32_t sne_columns_notice_channels(int64_t rows, const sne_wish_columns* wishes, int32_t on, const sne_law* law, const
        sne_channel_columns* columns, sne_fault* fault);

/* Prepares the ceilings of a product on a day. */
SNE_API int32_t sne_ceiling_table_new(int32_t product, int32_t on, const sne_law* law, const sne_policy* policy, sne_ceiling_table** table,
        sne_fault* fault);

/* Frees a table; NULL is allowed. */
SNE_API int32_t sne_ceiling_table_free(sne_ceiling_table* table);

/* The verdict of a column of households. */
SNE_API int32_t sne_columns_incomes(const sne_ceiling_table* table, int64_t rows, const sne_income_columns* households, const
        sne_verdict_columns* columns, sne_fault* fault);

/* Arrow: the same on a record batch (a struct array) by the Arrow C data interface. The structures that come are moved: the library releases
 * them, whatever the status, BAD_STRUCT_SIZE and NULL_POINTER included. Those that go are released by whoever receives them; on a fault they
 * are left released. Columns are named as in docs/columns.md, section 4 */

/* From `numbers`: status, at, number, territory, month, sequence, registrar. */
SNE_API int32_t sne_arrow_numbers(struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowSchema* schema_out, struct ArrowArray*
        array_out, sne_fault* fault);

/* From `base`: status, last_valid, notice_latest, radiation, standing. */
SNE_API int32_t sne_arrow_deadlines(const sne_renewal_table* table, struct ArrowSchema* schema, struct ArrowArray* array, struct
        ArrowSchema* schema_out, struct ArrowArray* array_out, sne_fault* fault);

/* From `online_user`, `wants_post`, `accepts_email`, `email_known`: status, post, email, delivery_proof. */
SNE_API int32_t sne_arrow_notice_channels(struct ArrowSchema* schema, struct ArrowArray* array, int32_t on, const sne_law* law, struct
        ArrowSchema* schema_out, struct ArrowArray* array_out, sne_fault* fault);

/* Prepares the communes of a day. */
SNE_API int32_t sne_commune_table_new(int32_t on, const sne_policy* policy, sne_commune_table** table, sne_fault* fault);

/* Frees a table; NULL is allowed. */
SNE_API int32_t sne_commune_table_free(sne_commune_table* table);

/* From `code`, of INSEE: status, zone, territory, region (INSEE number), epci (SIREN). */
SNE_API int32_t sne_arrow_communes(const sne_commune_table* table, struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowSchema*
        schema_out, struct ArrowArray* array_out, sne_fault* fault);

/* From `zone`, `category`, and where it is given `extra`: status, ceiling (euros). */
SNE_API int32_t sne_arrow_ceilings(const sne_ceiling_table* table, struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowSchema*
        schema_out, struct ArrowArray* array_out, sne_fault* fault);

/* From `zone`, `category`, `n_2`, and where they are given `extra`, `n_1`, `months`: status, outcome, basis, reason, rule, ceiling, income,
 * margin. */
SNE_API int32_t sne_arrow_incomes(const sne_ceiling_table* table, struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowSchema*
        schema_out, struct ArrowArray* array_out, sne_fault* fault);

/* From `base` and the columns of `sne_arrow_incomes`: those of `sne_arrow_deadlines`, then `income_status` and the answers on incomes, in one
 * pass. */
SNE_API int32_t sne_arrow_judge_demands(const sne_renewal_table* calendars, const sne_ceiling_table* ceilings, struct ArrowSchema* schema,
        struct ArrowArray* array, struct ArrowSchema* schema_out, struct ArrowArray* array_out, sne_fault* fault);

#ifdef __cplusplus
}
#endif

#endif /* SNE_SNE_H */
