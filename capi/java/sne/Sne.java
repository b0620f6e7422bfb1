// sne: the rules of French social housing demand. Written by capi/generate.py from capi/api.py; what each function does is said in sne/sne.h
// and docs/c_api.md.
package sne;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

public interface Sne extends Library {
  /** The library, looked for by the name sne_c. */
  Sne LIBRARY = Native.load("sne_c", Sne.class);

  /** no day: not known, or none */
  int SNE_NO_DAY = Integer.MIN_VALUE;
  /** no amount: not known */
  long SNE_NO_AMOUNT = Long.MIN_VALUE;

  // Statuses
  int SNE_OK = 0; // done
  int SNE_EMPTY_INPUT = 1; // nothing to read
  int SNE_BAD_LENGTH = 2; // not the number of characters expected
  int SNE_BAD_CHAR = 3; // a character that the field does not allow, at the position given
  int SNE_BAD_MONTH = 4; // a month outside 01..12 in a unique number
  int SNE_UNKNOWN_TERRITORY = 5; // a territory code outside the classes of the number
  int SNE_FUTURE_DATE = 6; // the month of the number lies after the reference date
  int SNE_BAD_DATE_FORM = 7; // not YYYY-MM-DD
  int SNE_IMPOSSIBLE_DATE = 8; // a day that no calendar has, such as 2023-02-29
  int SNE_DATE_OUT_OF_RANGE = 9; // outside 0001-01-01 .. 9999-12-31
  int SNE_UNKNOWN_CODE = 10; // a value that the list of the field does not hold
  int SNE_BAD_IDENTIFIER = 11; // an identifier too long or with characters that it may not hold
  int SNE_MISSING_VALUE = 12; // a required cell is empty
  int SNE_MISSING_COLUMN = 13; // a required column is absent
  int SNE_UNKNOWN_COLUMN = 14; // a column that the schema does not know
  int SNE_DUPLICATE_COLUMN = 15; // a column given twice
  int SNE_WRONG_FIELD_COUNT = 16; // a row with more or fewer cells than the header
  int SNE_ROW_TOO_LONG = 17; // a row beyond the documented limit
  int SNE_BAD_ENCODING = 18; // bytes that are not UTF-8
  int SNE_BAD_QUOTING = 19; // a quote that is never closed, or followed by text
  int SNE_OUT_OF_ORDER = 20; // an event log that is not in folding order
  int SNE_BAD_NUMBER = 21; // not a whole number, or outside the range of the field
  int SNE_DUPLICATE_EVENT = 22; // the same event twice, cell for cell
  int SNE_NUMBER_IN_USE = 23; // a unique number already held by another demand
  int SNE_BINARY_INPUT = 24; // a zero byte where text was expected
  int SNE_UNREADABLE_FILE = 25; // the file cannot be opened or read
  int SNE_SEQUENCE_EXHAUSTED = 26; // no number is left in a sequence of six digits
  int SNE_WRONG_TERRITORY = 27; // a département of Île-de-France where the regional territory is due
  int SNE_POSTAL_CODE = 28; // a postal code where an INSEE code is expected, such as 75013 for 75113
  int SNE_UNKNOWN_COMMUNE = 29; // a well-formed code that no commune bears
  int SNE_UNKNOWN_EPCI = 30; // a SIREN that no EPCI bears
  int SNE_BAD_AMOUNT = 31; // an amount below zero or beyond ten billion euros
  int SNE_BORN_AFTER = 32; // a birth after the reference day
  int SNE_TOO_MANY_PERSONS = 33; // more persons than a household may hold
  int SNE_NO_APPLICANT = 34; // a household without an applicant
  int SNE_TWO_APPLICANTS = 35; // more than one applicant
  int SNE_TWO_PARTNERS = 36; // more than one spouse, partner or cohabitant
  int SNE_HOLDER_AGE = 37; // a holder of a lease under sixteen
  int SNE_BAD_CUSTODY = 38; // custody of somebody who is not a minor child
  int SNE_CONFLICTING_INCOME = 39; // two incomes of one period and kind, or one notice with two amounts
  int SNE_BAD_CATEGORY = 40; // a household of no person, or more dependants than persons
  int SNE_PRODUCT_NOT_IN_ZONE = 41; // a product that the zone of the dwelling does not know
  int SNE_BEYOND_HORIZON = 42; // a day after the last one for which the law was reviewed
  int SNE_BAD_ORDER = 43; // a local order longer or higher than the text allows
  int SNE_PACK_OVERLAP = 50; // a law pack that gives a day two values
  int SNE_PACK_GAP = 51; // a law pack that leaves days without a value
  int SNE_PACK_UNCITED = 52; // a law pack with a row that cites no text
  int SNE_PACK_UNSUPPORTED = 53; // a law pack that needs a rule or a format this version lacks
  int SNE_PACK_RATE = 54; // a cell that does not move with the others of its table
  int SNE_PACK_DIGEST = 55; // a law pack whose digest is not that of its content
  int SNE_PACK_INCOMPLETE = 56; // a law pack with a missing cell
  int SNE_PACK_FULL = 57; // more added vintages than a law book holds
  int SNE_BAD_JSON = 60; // not a JSON document
  int SNE_BAD_XML = 61; // not a well-formed XML document
  int SNE_TOO_DEEP = 62; // a document nested beyond the documented limit
  int SNE_TOO_LARGE = 63; // a document longer than the documented limit
  int SNE_ENTITY_REFUSED = 64; // an XML document that declares entities
  int SNE_UNKNOWN_KEY = 65; // a key that the schema does not know
  int SNE_WRONG_TYPE = 66; // a value of another type than the schema says
  int SNE_DUPLICATE_KEY = 67; // a key given twice
  int SNE_BAD_GRID = 68; // a scoring grid that cannot be applied
  int SNE_WRONG_LENGTH = 70; // a column with more or fewer rows than the others
  int SNE_RELEASED_ARRAY = 71; // an Arrow structure that its owner already released
  int SNE_BAD_LAYOUT = 72; // an Arrow structure that contradicts itself: a missing buffer, a negative length, offsets that go back
  int SNE_BAD_INDEX = 73; // an index outside the dictionary or the list that it points into
  int SNE_UNKNOWN_DEMAND = 74; // an event of a demand that was never filed in the log
  int SNE_INTERNAL = 1000; // a fault of the library itself: please report it
  int SNE_OUT_OF_MEMORY = 1001; // no memory left; nothing was changed
  int SNE_BAD_STRUCT_SIZE = 1002; // `struct_size` is not set, or is smaller than the first version of the struct
  int SNE_NULL_POINTER = 1003; // a pointer that must point to something does not
  int SNE_BUFFER_TOO_SMALL = 1004; // no room for the bytes; the size that they need was written
  int SNE_BAD_SIZE = 1005; // a size below zero

  // fact
  int SNE_FACT_UNKNOWN = 0; // not known
  int SNE_FACT_NO = 1; // `no`
  int SNE_FACT_YES = 2; // `yes`

  // outcome
  int SNE_OUTCOME_ACCEPTED = 0; // `accepted`
  int SNE_OUTCOME_REFUSED = 1; // `refused`
  int SNE_OUTCOME_INCOMPLETE = 2; // `incomplete`

  // state
  int SNE_STATE_NONE = 0; // `none`
  int SNE_STATE_DRAFT = 1; // `draft`
  int SNE_STATE_INVALID = 2; // `invalid`
  int SNE_STATE_ACTIVE = 3; // `active`
  int SNE_STATE_EXPIRED = 4; // `expired`
  int SNE_STATE_RADIATED = 5; // `radiated`
  int SNE_STATE_ERASED = 6; // `erased`

  // motive
  int SNE_MOTIVE_UNKNOWN = 0; // not known
  int SNE_MOTIVE_A = 1; // `a`
  int SNE_MOTIVE_B = 2; // `b`
  int SNE_MOTIVE_C = 3; // `c`
  int SNE_MOTIVE_D = 4; // `d`
  int SNE_MOTIVE_E = 5; // `e`
  int SNE_MOTIVE_F = 6; // `f`

  // product
  int SNE_PRODUCT_PLAI = 0; // `PLAI`
  int SNE_PRODUCT_PLUS = 1; // `PLUS`
  int SNE_PRODUCT_PLS = 2; // `PLS`
  int SNE_PRODUCT_LLTS = 3; // `LLTS`
  int SNE_PRODUCT_LLS = 4; // `LLS`

  // zone
  int SNE_ZONE_UNKNOWN = 0; // not known
  int SNE_ZONE_PARIS_COMMUNES_LIMITROPHES = 1; // `paris_communes_limitrophes`
  int SNE_ZONE_ILE_DE_FRANCE = 2; // `ile_de_france`
  int SNE_ZONE_AUTRES_REGIONS = 3; // `autres_regions`
  int SNE_ZONE_DOM = 4; // `dom`

  // eligibility
  int SNE_ELIGIBILITY_ELIGIBLE = 0; // `eligible`
  int SNE_ELIGIBILITY_NOT_ELIGIBLE = 1; // `not_eligible`
  int SNE_ELIGIBILITY_OVER_WITHIN_SHARE = 2; // `over_within_share`
  int SNE_ELIGIBILITY_UNKNOWN = 3; // `unknown`

  // income_basis
  int SNE_INCOME_BASIS_UNKNOWN = 0; // not known
  int SNE_INCOME_BASIS_N_2 = 1; // `n-2`
  int SNE_INCOME_BASIS_N_1 = 2; // `n-1`
  int SNE_INCOME_BASIS_12M = 3; // `12m`

  // category_rule
  int SNE_CATEGORY_RULE_BY_NUMBER = 0; // `by_number`
  int SNE_CATEGORY_RULE_LONE = 1; // `lone`
  int SNE_CATEGORY_RULE_YOUNG = 2; // `young`
  int SNE_CATEGORY_RULE_DISABLED = 3; // `disabled`

  // standing
  int SNE_STANDING_UNKNOWN = 0; // not known
  int SNE_STANDING_NOT_YET = 1; // `not_yet`
  int SNE_STANDING_ACTIVE = 2; // `active`
  int SNE_STANDING_RENEWABLE = 3; // `renewable`
  int SNE_STANDING_LAST_MONTH = 4; // `last_month`
  int SNE_STANDING_EXPIRED = 5; // `expired`
  int SNE_STANDING_LAPSED = 6; // `lapsed`
  int SNE_STANDING_CLOSED = 7; // `closed`

  // month_end
  int SNE_MONTH_END_CLAMP = 0; // `clamp`
  int SNE_MONTH_END_SPILL = 1; // `spill`

  // mark
  int SNE_MARK_TEXT = 0; // `text`
  int SNE_MARK_PRACTICE = 1; // `practice`
  int SNE_MARK_CONVENTION = 2; // `convention`
  int SNE_MARK_UNVERIFIED = 3; // `unverified`

  // origin
  int SNE_ORIGIN_RECEIVED = 0; // `received`
  int SNE_ORIGIN_ISSUED = 1; // `issued`

  // style
  int SNE_STYLE_COMPACT = 0; // `compact`
  int SNE_STYLE_GROUPED = 1; // `grouped`

  // severity
  int SNE_SEVERITY_WARNING = 1; // `warning`
  int SNE_SEVERITY_ERROR = 2; // `error`

  // language
  int SNE_LANGUAGE_FR = 0; // `fr`
  int SNE_LANGUAGE_EN = 1; // `en`

  // region
  int SNE_REGION_METROPOLITAN = 0; // `metropolitan`
  int SNE_REGION_ALSACE_MOSELLE = 1; // `alsace_moselle`
  int SNE_REGION_ALSACE_MOSELLE_NO_GOOD_FRIDAY = 2; // `alsace_moselle_no_good_friday`
  int SNE_REGION_GUADELOUPE = 3; // `guadeloupe`
  int SNE_REGION_MARTINIQUE = 4; // `martinique`
  int SNE_REGION_GUYANE = 5; // `guyane`
  int SNE_REGION_REUNION = 6; // `reunion`
  int SNE_REGION_MAYOTTE = 7; // `mayotte`

  /** Why a call failed: filled where the status is not 0. Nothing in it comes from the data. */
  @Structure.FieldOrder({"struct_size", "status", "at", "row", "field"})
  class SneFault extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int status; // the status returned
    public int at; // offset in bytes of the fault in its text
    public long row; // row of the list or of the columns, from 0; -1 for none
    public byte[] field = new byte[128]; // parameter, field, column, or JSON pointer

    public SneFault() {
      struct_size = size();
    }
  }

  /** What a law book covers. */
  @Structure.FieldOrder({"struct_size", "first_day", "horizon", "national_number_start", "suspensions", "digest", "id"})
  class SneLawInfo extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int first_day; // first day covered
    public int horizon; // last day for which the rows were reviewed
    public int national_number_start; // first day of national numbers; SNE_NO_DAY while they do not exist
    public int suspensions; // how many periods suspend motive e
    public long digest; // digest of the rows and of the amendments: same digest, same answers
    public byte[] id = new byte[24]; // the digest in sixteen hexadecimal digits

    public SneLawInfo() {
      struct_size = size();
    }
  }

  /** The parts of a unique number. */
  @Structure.FieldOrder({"struct_size", "territory_kind", "month", "year", "sequence", "text", "territory", "registrar"})
  class SneNumber extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int territory_kind; // 0 unknown, 1 Ile-de-France, 2 metropolitan, 3 Corsica, 4 overseas
    public int month; // of the first deposit, 1 to 12
    public int year; // of the first deposit, 2000 to 2098; 0 for the year written 99
    public int sequence; // 0 to 999999
    public byte[] text = new byte[24]; // the 18 characters
    public byte[] territory = new byte[8]; // three characters
    public byte[] registrar = new byte[8]; // five characters

    public SneNumber() {
      struct_size = size();
    }
  }

  /** What is known beside the text of a number. */
  @Structure.FieldOrder({"struct_size", "reference", "deposit", "origin"})
  class SneNumberContext extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int reference; // day of the judgement, or SNE_NO_DAY
    public int deposit; // day of the first deposit held in the demand, or SNE_NO_DAY
    public int origin; // SNE_ORIGIN_*

    public SneNumberContext() {
      struct_size = size();
    }
  }

  /** One remark on a number. A number has 19 of them at most. */
  @Structure.FieldOrder({"code", "severity", "at"})
  class SneNumberIssue extends Structure {
    public int code; // 1 BAD_ENCODING, 2 BAD_LENGTH, 3 BAD_CHAR, 4 BAD_MONTH, 5 UNKNOWN_TERRITORY, 6 IDF_DEPARTMENT_AFTER_2011, 7 FUTURE_DATE, 8 DEPOSIT_MISMATCH, 9 BEFORE_SYSTEM, 10 AMBIGUOUS_CENTURY
    public int severity; // SNE_SEVERITY_*
    public int at; // offset in bytes in the text given
  }

  /** The dates of a demand; SNE_NO_DAY where the calendar has none. */
  @Structure.FieldOrder({"struct_size", "attestation_due", "renewal_opens", "notice_latest", "last_valid", "radiation_law", "radiation_practice", "reactivation_until", "kept_until"})
  class SneCalendar extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int attestation_due; // last day for the attestation
    public int renewal_opens; // first day of the renewal window
    public int notice_latest; // last day for the notice
    public int last_valid; // last day of validity
    public int radiation_law; // first day on which the law lets motive e be used
    public int radiation_practice; // first day on which the SNE uses it
    public int reactivation_until; // last day of the reactivation
    public int kept_until; // last day of retention after the radiation

    public SneCalendar() {
      struct_size = size();
    }
  }

  /** What decides the channels of a notice: 1 for yes, 0 for no. */
  @Structure.FieldOrder({"struct_size", "online_user", "wants_post", "accepts_email", "email_known"})
  class SneNoticeWishes extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int online_user; // filed or renewed online
    public int wants_post; // asked for letters
    public int accepts_email; // agreed to e-mail
    public int email_known; // an address is known

    public SneNoticeWishes() {
      struct_size = size();
    }
  }

  /** The channels of a notice: 1 for due. */
  @Structure.FieldOrder({"struct_size", "post", "email", "delivery_proof"})
  class SneNoticeChannels extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int post; // a letter is due
    public int email; // an e-mail is due
    public int delivery_proof; // the letter must be of a kind that proves delivery

    public SneNoticeChannels() {
      struct_size = size();
    }
  }

  /** What a file knows of a registered demand without its events. */
  @Structure.FieldOrder({"struct_size", "initial", "last_renewal", "seniority", "notice", "attested", "online_user", "wants_post", "territory"})
  class SneStandingFacts extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int initial; // date of receipt
    public int last_renewal; // last renewal presented, or SNE_NO_DAY
    public int seniority; // where it is not the initial date, or SNE_NO_DAY
    public int notice; // notice sent since the last renewal, or SNE_NO_DAY
    public int attested; // 1: the attestation of the running year was sent
    public int online_user; // 1: filed or renewed online at least once
    public int wants_post; // 1: asked for letters
    public byte[] territory = new byte[8]; // of registration, three characters; empty: not known

    public SneStandingFacts() {
      struct_size = size();
    }
  }

  /** A demand as folded so far, on a day. */
  @Structure.FieldOrder({"struct_size", "state", "motive", "initial", "seniority", "base", "last_valid", "radiated_effective", "radiated_recorded", "notice", "seniority_months", "attested", "online_user", "territory"})
  class SneDemandInfo extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int state; // SNE_STATE_*
    public int motive; // SNE_MOTIVE_* of the standing radiation
    public int initial; // date of receipt; of a draft, of its deposit
    public int seniority; // day from which seniority runs
    public int base; // start of the running year
    public int last_valid; // last day of validity
    public int radiated_effective; // day from which the radiation holds
    public int radiated_recorded; // day of its entry
    public int notice; // first notice sent for the running year
    public int seniority_months; // whole months on the day; 0 before the registration
    public int attested; // 1 or 0
    public int online_user; // 1 or 0
    public byte[] territory = new byte[8]; // of registration; empty: not known

    public SneDemandInfo() {
      struct_size = size();
    }
  }

  /** What the law answers to an event. */
  @Structure.FieldOrder({"struct_size", "outcome", "judged_on", "earliest", "reason_count", "warning_count", "reasons", "warnings", "missing", "law"})
  class SneDecision extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int outcome; // SNE_OUTCOME_*
    public int judged_on; // day whose law was applied
    public int earliest; // first day on which every reason that a day settles has passed, or SNE_NO_DAY
    public int reason_count; // how many of `reasons`
    public int warning_count; // how many of `warnings`
    public short[] reasons = new short[16]; // codes: their names by sne_code_name("reason")
    public short[] warnings = new short[16]; // the same
    public long missing; // a bit for each column of the log, in the order of sne_code_name("field")
    public long law; // digest of the book that judged

    public SneDecision() {
      struct_size = size();
    }
  }

  /** What became of the rows of a log. */
  @Structure.FieldOrder({"struct_size", "rows", "accepted", "refused", "incomplete", "faults", "demands"})
  class SneReplayCounts extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public long rows; // rows, bad ones included
    public long accepted;
    public long refused;
    public long incomplete;
    public long faults; // rows that could not be read or applied
    public long demands;

    public SneReplayCounts() {
      struct_size = size();
    }
  }

  /** Demands by state on a day. */
  @Structure.FieldOrder({"struct_size", "by_state", "in_stock"})
  class SneStock extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public long[] by_state = new long[7]; // at the place of SNE_STATE_*
    public long in_stock; // registered, and neither radiated nor erased

    public SneStock() {
      struct_size = size();
    }
  }

  /** A household of which only the counts and the sums are known. */
  @Structure.FieldOrder({"struct_size", "product", "zone", "category", "extra", "day", "n_2", "n_1", "months"})
  class SneIncomes extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int product; // SNE_PRODUCT_*
    public int zone; // SNE_ZONE_*
    public int category; // 1 to 6
    public int extra; // persons above the sixth category
    public int day; // of the decision
    public long n_2; // reference income of the year before last, or SNE_NO_AMOUNT
    public long n_1; // that of last year, or SNE_NO_AMOUNT
    public long months; // of the last twelve months, or SNE_NO_AMOUNT

    public SneIncomes() {
      struct_size = size();
    }
  }

  /** The verdict on the incomes. */
  @Structure.FieldOrder({"struct_size", "outcome", "basis", "reason", "ceiling", "income", "margin"})
  class SneIncomeVerdict extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public int outcome; // SNE_ELIGIBILITY_*
    public int basis; // SNE_INCOME_BASIS_*
    public int reason; // code of a reason, 0 for none
    public int ceiling; // euros, 0 where not known
    public long income; // retained; 0 when not settled
    public long margin; // ceiling less income; 0 when not settled

    public SneIncomeVerdict() {
      struct_size = size();
    }
  }

  /** Texts one after another. Row i is bytes[offsets[i]] to bytes[offsets[i + 1]]; `valid` may be NULL: every row has a text. */
  @Structure.FieldOrder({"struct_size", "rows", "offsets", "bytes", "valid"})
  class SneTextColumn extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public long rows;
    public Pointer offsets; // rows + 1 of them, which never go back
    public Pointer bytes;
    public Pointer valid; // one bit a row, lowest first

    public SneTextColumn() {
      struct_size = size();
    }
  }

  /** Where the parts of the numbers are written; NULL for what is not asked. */
  @Structure.FieldOrder({"struct_size", "status", "at", "number", "territory", "month", "sequence"})
  class SneNumberColumns extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public Pointer status; // 0, or the number of the fault
    public Pointer at; // offset of the fault, 255 and beyond as 255
    public Pointer number; // 18 characters a row, left as they are on a fault
    public Pointer territory; // 3 characters a row, 000 on a fault
    public Pointer month; // months since January of year 0; 0 on a fault or for the year 99
    public Pointer sequence;

    public SneNumberColumns() {
      struct_size = size();
    }
  }

  /** Where the dates are written; NULL for what is not asked. */
  @Structure.FieldOrder({"struct_size", "status", "last_valid", "notice_latest", "radiation", "standing"})
  class SneDeadlineColumns extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public Pointer status;
    public Pointer last_valid; // days, SNE_NO_DAY for none
    public Pointer notice_latest;
    public Pointer radiation; // by the law, or in practice under the policy of the SNE
    public Pointer standing; // SNE_STANDING_*

    public SneDeadlineColumns() {
      struct_size = size();
    }
  }

  /** Wishes by row: 1 for yes, 0 for no. Bits of validity may be NULL: none is missing. */
  @Structure.FieldOrder({"struct_size", "online_user", "online_user_valid", "wants_post", "wants_post_valid", "accepts_email", "accepts_email_valid", "email_known", "email_known_valid"})
  class SneWishColumns extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public Pointer online_user;
    public Pointer online_user_valid; // one bit a row, lowest first
    public Pointer wants_post;
    public Pointer wants_post_valid;
    public Pointer accepts_email;
    public Pointer accepts_email_valid;
    public Pointer email_known;
    public Pointer email_known_valid;

    public SneWishColumns() {
      struct_size = size();
    }
  }

  /** Where the channels are written; NULL for what is not asked. */
  @Structure.FieldOrder({"struct_size", "status", "post", "email", "delivery_proof"})
  class SneChannelColumns extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public Pointer status;
    public Pointer post;
    public Pointer email;
    public Pointer delivery_proof;

    public SneChannelColumns() {
      struct_size = size();
    }
  }

  /** Households by row. `extra`, `n_1`, `months` may be NULL: none anywhere. Bits of validity may be NULL. */
  @Structure.FieldOrder({"struct_size", "zone", "zone_valid", "category", "category_valid", "extra", "extra_valid", "n_2", "n_2_valid", "n_1", "n_1_valid", "months", "months_valid"})
  class SneIncomeColumns extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public Pointer zone; // SNE_ZONE_*
    public Pointer zone_valid; // one bit a row, lowest first
    public Pointer category; // 1 to 6
    public Pointer category_valid;
    public Pointer extra; // persons above the sixth category
    public Pointer extra_valid;
    public Pointer n_2; // cents
    public Pointer n_2_valid;
    public Pointer n_1;
    public Pointer n_1_valid;
    public Pointer months;
    public Pointer months_valid;

    public SneIncomeColumns() {
      struct_size = size();
    }
  }

  /** Where the verdicts are written; NULL for what is not asked. */
  @Structure.FieldOrder({"struct_size", "status", "outcome", "basis", "reason", "rule", "ceiling", "income", "margin"})
  class SneVerdictColumns extends Structure {
    public int struct_size; // size of this struct, set by the caller
    public Pointer status;
    public Pointer outcome; // SNE_ELIGIBILITY_*
    public Pointer basis; // SNE_INCOME_BASIS_*
    public Pointer reason; // 0 for none
    public Pointer rule; // that decided: its name by sne_code_name("rule"), its article by sne_law_citation; 255 on a fault
    public Pointer ceiling; // euros, 0 where not known
    public Pointer income; // cents
    public Pointer margin; // cents

    public SneVerdictColumns() {
      struct_size = size();
    }
  }

  // The library

  /** The version of the library that is loaded. */
  int sne_version(IntByReference major, IntByReference minor, IntByReference patch);

  /** The stable name of a status: BAD_MONTH for 4. */
  int sne_status_name(int status, byte[] name, long capacity, LongByReference size);

  /** A fault in words, in French or in English: where it is and what was expected, never what was read. */
  int sne_status_words(SneFault what, int language, PointerByReference words, SneFault fault);

  /** The number of a name in a closed list: sne_code_number("product", "PLUS") is 1. UNKNOWN_CODE for another. */
  int sne_code_number(byte[] list, long list_size, byte[] name, long name_size, IntByReference number, SneFault fault);

  /** The name of a number in a closed list, `reason`, `rule` and `field` included. */
  int sne_code_name(byte[] list, long list_size, int number, byte[] name, long capacity, LongByReference size, SneFault fault);

  /** The bytes of a text, as long as it is not freed. */
  int sne_text_bytes(Pointer text, PointerByReference bytes, LongByReference size);

  /** Frees a text; NULL is allowed. */
  int sne_text_free(Pointer text);

  // Every operation by its name

  /** Answers one question: an operation of the conformance suite, its `in` and its `out` as JSON. The whole library passes through here. The answer is written even where the status is a fault: it is then {"fault": ..., "path": ...}. Only INTERNAL, OUT_OF_MEMORY and NULL_POINTER write none. */
  int sne_answer(byte[] operation, long operation_size, byte[] question, long question_size, Pointer law, PointerByReference answer, SneFault fault);

  /** The operations, as a JSON list of names and of the keys that each takes. */
  int sne_operations(PointerByReference list, SneFault fault);

  // The law

  /** The book shipped with the library. */
  int sne_law_builtin(PointerByReference law, SneFault fault);

  /** A book with the tables of a law pack (docs/law_packs.md) after those of another. */
  int sne_law_load(byte[] pack, long pack_size, Pointer onto, PointerByReference law, SneFault fault);

  /** A copy with another last day reviewed. */
  int sne_law_with_horizon(Pointer from, int horizon, PointerByReference law, SneFault fault);

  /** A copy in which national numbers exist from a day. */
  int sne_law_with_national_number(Pointer from, int first_day, PointerByReference law, SneFault fault);

  /** A copy in which motive e is suspended on these days, both included. */
  int sne_law_with_suspension(Pointer from, int first_day, int last_day, PointerByReference law, SneFault fault);

  /** What a book covers. */
  int sne_law_describe(Pointer law, SneLawInfo info, SneFault fault);

  /** The article that a rule rests on in its version of a day, as JSON. */
  int sne_law_citation(Pointer law, byte[] rule, long rule_size, int on, PointerByReference citation, SneFault fault);

  /** Frees a book; NULL is allowed. */
  int sne_law_free(Pointer law);

  /** A policy from JSON: {"name": "sne", "horizon": "provisional", "readings": {}}, section 6 of docs/events.md. */
  int sne_policy_read(byte[] json, long json_size, PointerByReference policy, SneFault fault);

  /** Frees a policy; NULL is allowed. */
  int sne_policy_free(Pointer policy);

  // Days

  /** Reads YYYY-MM-DD. */
  int sne_date_read(byte[] iso, long iso_size, IntByReference day, SneFault fault);

  /** Writes YYYY-MM-DD. */
  int sne_date_write(int day, byte[] iso, long capacity, LongByReference size, SneFault fault);

  /** The same day of another month, with the rule for a day that it lacks (SNE_MONTH_END_*). */
  int sne_add_months(int from, int months, int month_end, IntByReference day, SneFault fault);

  /** Whole months elapsed: 71 from 2018-03-15 to 2024-03-14. */
  int sne_months_between(int from, int to, IntByReference months, SneFault fault);

  /** Whether counters are open: neither Sunday nor a holiday of the region (SNE_REGION_*). */
  int sne_is_working_day(int day, int region, IntByReference working, SneFault fault);

  /** The day itself, or the first worked day after it. */
  int sne_next_working_day(int day, int region, IntByReference next, SneFault fault);

  // The unique number

  /** Whether a text may be a unique number: 1 or 0. */
  int sne_number_possible(byte[] text, long text_size, IntByReference possible);

  /** Reads a number, typed with or without separators. */
  int sne_number_read(byte[] text, long text_size, SneNumber number, SneFault fault);

  /** Everything there is to say of a text as a unique number. `context` may be NULL. BUFFER_TOO_SMALL when there are more issues than room; their number is written all the same. */
  int sne_number_check(byte[] text, long text_size, SneNumberContext context, SneNumberIssue[] issues, long capacity, LongByReference count, SneFault fault);

  /** Writes a number, compact or in groups (SNE_STYLE_*). */
  int sne_number_write(byte[] text, long text_size, int style, byte[] written, long capacity, LongByReference size, SneFault fault);

  /** Issues the next number of a series: `last` is read, and moved when a number was issued. */
  int sne_number_issue_next(byte[] territory, long territory_size, int deposit, byte[] registrar, long registrar_size, IntByReference last, SneNumber number, SneFault fault);

  /** The territory that registers a demand for a departement on a day: 075 is 111 from 2011-03-28. */
  int sne_territory_registered(byte[] departement, long departement_size, int on, byte[] territory, long capacity, LongByReference size, SneFault fault);

  // Renewal

  /** The calendar of a base date, as for a demand filed that day. */
  int sne_calendar_of_base(int base, Pointer law, SneCalendar calendar, SneFault fault);

  /** The channels by which a notice must go on a day. */
  int sne_notice_channels_on(SneNoticeWishes wishes, int on, Pointer law, SneNoticeChannels channels, SneFault fault);

  // The life of a demand

  /** A demand without an event yet. */
  int sne_demand_new(PointerByReference demand, SneFault fault);

  /** A registered demand from what a file knows of it. */
  int sne_demand_standing(SneStandingFacts facts, Pointer law, PointerByReference demand, SneFault fault);

  /** The same demand, to be changed apart. */
  int sne_demand_copy(Pointer from, PointerByReference demand, SneFault fault);

  /** Frees a demand; NULL is allowed. */
  int sne_demand_free(Pointer demand);

  /** May this event happen? `event` is a row of docs/events.md as a JSON object. Changes nothing. */
  int sne_demand_decide(Pointer demand, byte[] event, long event_size, Pointer law, Pointer policy, SneDecision decision, SneFault fault);

  /** Decides and, when accepted, changes the demand. Events come in folding order (docs/events.md). */
  int sne_demand_advance(Pointer demand, byte[] event, long event_size, Pointer law, Pointer policy, SneDecision decision, SneFault fault);

  /** The demand as folded so far, on a day. */
  int sne_demand_describe(Pointer demand, int on, Pointer law, SneDemandInfo info, SneFault fault);

  /** Every coming date of a demand. MISSING_VALUE for a draft. */
  int sne_demand_calendar(Pointer demand, Pointer law, SneCalendar calendar, SneFault fault);

  /** The decision on an event in words, as JSON: section `explain` of the docs. */
  int sne_demand_explain(Pointer demand, byte[] event, long event_size, Pointer law, Pointer policy, int language, PointerByReference words, SneFault fault);

  /** The timeline of events, a JSON list of rows in any order; `known` leaves out what was recorded after a day, SNE_NO_DAY nothing. */
  int sne_timeline_read(byte[] events, long events_size, int known, Pointer law, Pointer policy, PointerByReference timeline, SneFault fault);

  /** The situation on a day: state, motive when radiated, and whether a stock counts the demand. */
  int sne_timeline_on(Pointer timeline, int on, IntByReference state, IntByReference motive, IntByReference in_stock, SneFault fault);

  /** Frees a timeline; NULL is allowed. */
  int sne_timeline_free(Pointer timeline);

  // A log

  /** Folds a log given as CSV (docs/events.md). A bad row is counted and set apart, the others go on. */
  int sne_replay_csv(byte[] csv, long csv_size, Pointer law, Pointer policy, PointerByReference replay, SneFault fault);

  /** What became of the rows. */
  int sne_replay_describe(Pointer replay, SneReplayCounts counts, SneFault fault);

  /** The situation of a demand on a day, as known on another; SNE_NO_DAY: with all that the log knows. UNKNOWN_DEMAND for a key that the log does not have. */
  int sne_replay_situation(Pointer replay, byte[] demand, long demand_size, int on, int known, IntByReference state, IntByReference motive, SneFault fault);

  /** Demands by state on a day. */
  int sne_replay_stock(Pointer replay, int on, SneStock stock, SneFault fault);

  /** Frees a replay; NULL is allowed. */
  int sne_replay_free(Pointer replay);

  // Eligibility

  /** The zone of the ceilings of an INSEE code on a day (SNE_ZONE_*). */
  int sne_zone_of_commune(byte[] commune, long commune_size, int on, Pointer policy, IntByReference zone, SneFault fault);

  /** The category of a household: `young_couple` and `disabled` are 1 or 0. */
  int sne_category(int persons, int dependants, int young_couple, int disabled, Pointer policy, IntByReference category, IntByReference extra, IntByReference rule, SneFault fault);

  /** The ceiling in euros, 0 where no amount is known, and how sure it is (SNE_MARK_*). */
  int sne_ceiling(int product, int zone, int category, int extra, int on, Pointer law, Pointer policy, IntByReference euros, IntByReference mark, SneFault fault);

  /** The income verdict of one household. */
  int sne_judge_incomes(SneIncomes incomes, Pointer law, Pointer policy, SneIncomeVerdict verdict, SneFault fault);

  /** The verdicts of a question of docs/households.md, JSON in and JSON out. Written even where the status is a fault of the question. */
  int sne_evaluate(byte[] question, long question_size, Pointer law, Pointer policy, PointerByReference verdicts, SneFault fault);

  /** The verdicts in words, as JSON, or as plain text when `as_text` is 1. */
  int sne_explain(byte[] question, long question_size, Pointer law, Pointer policy, int language, int as_text, PointerByReference words, SneFault fault);

  // Columns: a row as the function above gives it; a bad row has its status, and the others go on

  /** Reads a column of unique numbers. */
  int sne_columns_numbers(SneTextColumn texts, SneNumberColumns columns, SneFault fault);

  /** Prepares the calendars of a book and a policy, on a day. */
  int sne_renewal_table_new(Pointer law, Pointer policy, int on, PointerByReference table, SneFault fault);

  /** Frees a table; NULL is allowed. */
  int sne_renewal_table_free(Pointer table);

  /** The calendars of a column of base dates; `valid` may be NULL. */
  int sne_columns_deadlines(Pointer table, long rows, int[] bases, byte[] valid, SneDeadlineColumns columns, SneFault fault);

  /** The channels of a column of applicants. */
  int sne_columns_notice_channels(long rows, SneWishColumns wishes, int on, Pointer law, SneChannelColumns columns, SneFault fault);

  /** Prepares the ceilings of a product on a day. */
  int sne_ceiling_table_new(int product, int on, Pointer law, Pointer policy, PointerByReference table, SneFault fault);

  /** Frees a table; NULL is allowed. */
  int sne_ceiling_table_free(Pointer table);

  /** The verdict of a column of households. */
  int sne_columns_incomes(Pointer table, long rows, SneIncomeColumns households, SneVerdictColumns columns, SneFault fault);

  // Arrow: the same on a record batch (a struct array) by the Arrow C data interface. The structures that come are moved: the library releases them, whatever the status, BAD_STRUCT_SIZE and NULL_POINTER included. Those that go are released by whoever receives them; on a fault they are left released. Columns are named as in docs/columns.md, section 4

  /** From `numbers`: status, at, number, territory, month, sequence, registrar. */
  int sne_arrow_numbers(Pointer schema, Pointer array, Pointer schema_out, Pointer array_out, SneFault fault);

  /** From `base`: status, last_valid, notice_latest, radiation, standing. */
  int sne_arrow_deadlines(Pointer table, Pointer schema, Pointer array, Pointer schema_out, Pointer array_out, SneFault fault);

  /** From `online_user`, `wants_post`, `accepts_email`, `email_known`: status, post, email, delivery_proof. */
  int sne_arrow_notice_channels(Pointer schema, Pointer array, int on, Pointer law, Pointer schema_out, Pointer array_out, SneFault fault);

  /** Prepares the communes of a day. */
  int sne_commune_table_new(int on, Pointer policy, PointerByReference table, SneFault fault);

  /** Frees a table; NULL is allowed. */
  int sne_commune_table_free(Pointer table);

  /** From `code`, of INSEE: status, zone, territory, region (INSEE number), epci (SIREN). */
  int sne_arrow_communes(Pointer table, Pointer schema, Pointer array, Pointer schema_out, Pointer array_out, SneFault fault);

  /** From `zone`, `category`, and where it is given `extra`: status, ceiling (euros). */
  int sne_arrow_ceilings(Pointer table, Pointer schema, Pointer array, Pointer schema_out, Pointer array_out, SneFault fault);

  /** From `zone`, `category`, `n_2`, and where they are given `extra`, `n_1`, `months`: status, outcome, basis, reason, rule, ceiling, income, margin. */
  int sne_arrow_incomes(Pointer table, Pointer schema, Pointer array, Pointer schema_out, Pointer array_out, SneFault fault);

  /** From `base` and the columns of `sne_arrow_incomes`: those of `sne_arrow_deadlines`, then `income_status` and the answers on incomes, in one pass. */
  int sne_arrow_judge_demands(Pointer calendars, Pointer ceilings, Pointer schema, Pointer array, Pointer schema_out, Pointer array_out, SneFault fault);

  /** Texts on their way to the library and back. */
  final class Texts {
    private Texts() {}

    /** The text of a handle, which is freed; null for none. */
    public static String take(Pointer text) {
      if (text == null) return null;
      PointerByReference bytes = new PointerByReference();
      LongByReference size = new LongByReference();
      String read = null;
      if (LIBRARY.sne_text_bytes(text, bytes, size) == SNE_OK) {
        read = new String(bytes.getValue().getByteArray(0, (int) size.getValue()), StandardCharsets.UTF_8);
      }
      LIBRARY.sne_text_free(text);
      return read;
    }

    /** The answer of an operation as JSON; null when there is none, which the fault says. */
    public static String answer(String operation, String question, SneFault fault) {
      byte[] name = operation.getBytes(StandardCharsets.UTF_8);
      byte[] asked = question.getBytes(StandardCharsets.UTF_8);
      PointerByReference answer = new PointerByReference();
      LIBRARY.sne_answer(name, name.length, asked, asked.length, null, answer, fault);
      return take(answer.getValue());
    }
  }
}
