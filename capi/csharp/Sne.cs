// sne: the rules of French social housing demand. Written by capi/generate.py from capi/api.py; what each function does is said in sne/sne.h
// and docs/c_api.md.
using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Sne
{
    /// <summary>Why a call failed: filled where the status is not 0. Nothing in it comes from the data.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneFault
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>the status returned</summary>
        public int status;
        /// <summary>offset in bytes of the fault in its text</summary>
        public uint at;
        /// <summary>row of the list or of the columns, from 0; -1 for none</summary>
        public long row;
        /// <summary>parameter, field, column, or JSON pointer</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 128)] public byte[] field;

        /// <summary>A struct that knows its size.</summary>
        public static SneFault Make()
        {
            SneFault made = new SneFault();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneFault));
            return made;
        }
    }

    /// <summary>What a law book covers.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneLawInfo
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>first day covered</summary>
        public int first_day;
        /// <summary>last day for which the rows were reviewed</summary>
        public int horizon;
        /// <summary>first day of national numbers; SNE_NO_DAY while they do not exist</summary>
        public int national_number_start;
        /// <summary>how many periods suspend motive e</summary>
        public int suspensions;
        /// <summary>digest of the rows and of the amendments: same digest, same answers</summary>
        public ulong digest;
        /// <summary>the digest in sixteen hexadecimal digits</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 24)] public byte[] id;

        /// <summary>A struct that knows its size.</summary>
        public static SneLawInfo Make()
        {
            SneLawInfo made = new SneLawInfo();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneLawInfo));
            return made;
        }
    }

    /// <summary>The parts of a unique number.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneNumber
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>0 unknown, 1 Ile-de-France, 2 metropolitan, 3 Corsica, 4 overseas</summary>
        public int territory_kind;
        /// <summary>of the first deposit, 1 to 12</summary>
        public int month;
        /// <summary>of the first deposit, 2000 to 2098; 0 for the year written 99</summary>
        public int year;
        /// <summary>0 to 999999</summary>
        public int sequence;
        /// <summary>the 18 characters</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 24)] public byte[] text;
        /// <summary>three characters</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 8)] public byte[] territory;
        /// <summary>five characters</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 8)] public byte[] registrar;

        /// <summary>A struct that knows its size.</summary>
        public static SneNumber Make()
        {
            SneNumber made = new SneNumber();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneNumber));
            return made;
        }
    }

    /// <summary>What is known beside the text of a number.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneNumberContext
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>day of the judgement, or SNE_NO_DAY</summary>
        public int reference;
        /// <summary>day of the first deposit held in the demand, or SNE_NO_DAY</summary>
        public int deposit;
        /// <summary>SNE_ORIGIN_*</summary>
        public int origin;

        /// <summary>A struct that knows its size.</summary>
        public static SneNumberContext Make()
        {
            SneNumberContext made = new SneNumberContext();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneNumberContext));
            return made;
        }
    }

    /// <summary>One remark on a number. A number has 19 of them at most.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneNumberIssue
    {
        /// <summary>1 BAD_ENCODING, 2 BAD_LENGTH, 3 BAD_CHAR, 4 BAD_MONTH, 5 UNKNOWN_TERRITORY, 6 IDF_DEPARTMENT_AFTER_2011, 7 FUTURE_DATE, 8 DEPOSIT_MISMATCH, 9 BEFORE_SYSTEM, 10 AMBIGUOUS_CENTURY</summary>
        public int code;
        /// <summary>SNE_SEVERITY_*</summary>
        public int severity;
        /// <summary>offset in bytes in the text given</summary>
        public uint at;
    }

    /// <summary>The dates of a demand; SNE_NO_DAY where the calendar has none.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneCalendar
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>last day for the attestation</summary>
        public int attestation_due;
        /// <summary>first day of the renewal window</summary>
        public int renewal_opens;
        /// <summary>last day for the notice</summary>
        public int notice_latest;
        /// <summary>last day of validity</summary>
        public int last_valid;
        /// <summary>first day on which the law lets motive e be used</summary>
        public int radiation_law;
        /// <summary>first day on which the SNE uses it</summary>
        public int radiation_practice;
        /// <summary>last day of the reactivation</summary>
        public int reactivation_until;
        /// <summary>last day of retention after the radiation</summary>
        public int kept_until;

        /// <summary>A struct that knows its size.</summary>
        public static SneCalendar Make()
        {
            SneCalendar made = new SneCalendar();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneCalendar));
            return made;
        }
    }

    /// <summary>What decides the channels of a notice: 1 for yes, 0 for no.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneNoticeWishes
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>filed or renewed online</summary>
        public int online_user;
        /// <summary>asked for letters</summary>
        public int wants_post;
        /// <summary>agreed to e-mail</summary>
        public int accepts_email;
        /// <summary>an address is known</summary>
        public int email_known;

        /// <summary>A struct that knows its size.</summary>
        public static SneNoticeWishes Make()
        {
            SneNoticeWishes made = new SneNoticeWishes();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneNoticeWishes));
            return made;
        }
    }

    /// <summary>The channels of a notice: 1 for due.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneNoticeChannels
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>a letter is due</summary>
        public int post;
        /// <summary>an e-mail is due</summary>
        public int email;
        /// <summary>the letter must be of a kind that proves delivery</summary>
        public int delivery_proof;

        /// <summary>A struct that knows its size.</summary>
        public static SneNoticeChannels Make()
        {
            SneNoticeChannels made = new SneNoticeChannels();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneNoticeChannels));
            return made;
        }
    }

    /// <summary>What a file knows of a registered demand without its events.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneStandingFacts
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>date of receipt</summary>
        public int initial;
        /// <summary>last renewal presented, or SNE_NO_DAY</summary>
        public int last_renewal;
        /// <summary>where it is not the initial date, or SNE_NO_DAY</summary>
        public int seniority;
        /// <summary>notice sent since the last renewal, or SNE_NO_DAY</summary>
        public int notice;
        /// <summary>1: the attestation of the running year was sent</summary>
        public int attested;
        /// <summary>1: filed or renewed online at least once</summary>
        public int online_user;
        /// <summary>1: asked for letters</summary>
        public int wants_post;
        /// <summary>of registration, three characters; empty: not known</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 8)] public byte[] territory;

        /// <summary>A struct that knows its size.</summary>
        public static SneStandingFacts Make()
        {
            SneStandingFacts made = new SneStandingFacts();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneStandingFacts));
            return made;
        }
    }

    /// <summary>A demand as folded so far, on a day.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneDemandInfo
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>SNE_STATE_*</summary>
        public int state;
        /// <summary>SNE_MOTIVE_* of the standing radiation</summary>
        public int motive;
        /// <summary>date of receipt; of a draft, of its deposit</summary>
        public int initial;
        /// <summary>day from which seniority runs</summary>
        public int seniority;
        /// <summary>start of the running year</summary>
        public int @base;
        /// <summary>last day of validity</summary>
        public int last_valid;
        /// <summary>day from which the radiation holds</summary>
        public int radiated_effective;
        /// <summary>day of its entry</summary>
        public int radiated_recorded;
        /// <summary>first notice sent for the running year</summary>
        public int notice;
        /// <summary>whole months on the day; 0 before the registration</summary>
        public int seniority_months;
        /// <summary>1 or 0</summary>
        public int attested;
        /// <summary>1 or 0</summary>
        public int online_user;
        /// <summary>of registration; empty: not known</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 8)] public byte[] territory;

        /// <summary>A struct that knows its size.</summary>
        public static SneDemandInfo Make()
        {
            SneDemandInfo made = new SneDemandInfo();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneDemandInfo));
            return made;
        }
    }

    /// <summary>What the law answers to an event.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneDecision
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>SNE_OUTCOME_*</summary>
        public int outcome;
        /// <summary>day whose law was applied</summary>
        public int judged_on;
        /// <summary>first day on which every reason that a day settles has passed, or SNE_NO_DAY</summary>
        public int earliest;
        /// <summary>how many of `reasons`</summary>
        public int reason_count;
        /// <summary>how many of `warnings`</summary>
        public int warning_count;
        /// <summary>codes: their names by sne_code_name("reason")</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)] public ushort[] reasons;
        /// <summary>the same</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 16)] public ushort[] warnings;
        /// <summary>a bit for each column of the log, in the order of sne_code_name("field")</summary>
        public ulong missing;
        /// <summary>digest of the book that judged</summary>
        public ulong law;

        /// <summary>A struct that knows its size.</summary>
        public static SneDecision Make()
        {
            SneDecision made = new SneDecision();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneDecision));
            return made;
        }
    }

    /// <summary>What became of the rows of a log.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneReplayCounts
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>rows, bad ones included</summary>
        public long rows;
        public long accepted;
        public long refused;
        public long incomplete;
        /// <summary>rows that could not be read or applied</summary>
        public long faults;
        public long demands;

        /// <summary>A struct that knows its size.</summary>
        public static SneReplayCounts Make()
        {
            SneReplayCounts made = new SneReplayCounts();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneReplayCounts));
            return made;
        }
    }

    /// <summary>Demands by state on a day.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneStock
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>at the place of SNE_STATE_*</summary>
        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 7)] public long[] by_state;
        /// <summary>registered, and neither radiated nor erased</summary>
        public long in_stock;

        /// <summary>A struct that knows its size.</summary>
        public static SneStock Make()
        {
            SneStock made = new SneStock();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneStock));
            return made;
        }
    }

    /// <summary>A household of which only the counts and the sums are known.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneIncomes
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>SNE_PRODUCT_*</summary>
        public int product;
        /// <summary>SNE_ZONE_*</summary>
        public int zone;
        /// <summary>1 to 6</summary>
        public int category;
        /// <summary>persons above the sixth category</summary>
        public int extra;
        /// <summary>of the decision</summary>
        public int day;
        /// <summary>reference income of the year before last, or SNE_NO_AMOUNT</summary>
        public long n_2;
        /// <summary>that of last year, or SNE_NO_AMOUNT</summary>
        public long n_1;
        /// <summary>of the last twelve months, or SNE_NO_AMOUNT</summary>
        public long months;

        /// <summary>A struct that knows its size.</summary>
        public static SneIncomes Make()
        {
            SneIncomes made = new SneIncomes();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneIncomes));
            return made;
        }
    }

    /// <summary>The verdict on the incomes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneIncomeVerdict
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>SNE_ELIGIBILITY_*</summary>
        public int outcome;
        /// <summary>SNE_INCOME_BASIS_*</summary>
        public int basis;
        /// <summary>code of a reason, 0 for none</summary>
        public int reason;
        /// <summary>euros, 0 where not known</summary>
        public int ceiling;
        /// <summary>retained; 0 when not settled</summary>
        public long income;
        /// <summary>ceiling less income; 0 when not settled</summary>
        public long margin;

        /// <summary>A struct that knows its size.</summary>
        public static SneIncomeVerdict Make()
        {
            SneIncomeVerdict made = new SneIncomeVerdict();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneIncomeVerdict));
            return made;
        }
    }

    /// <summary>Texts one after another. Row i is bytes[offsets[i]] to bytes[offsets[i + 1]]; `valid` may be NULL: every row has a text.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneTextColumn
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        public long rows;
        /// <summary>rows + 1 of them, which never go back</summary>
        public IntPtr offsets;
        public IntPtr bytes;
        /// <summary>one bit a row, lowest first</summary>
        public IntPtr valid;

        /// <summary>A struct that knows its size.</summary>
        public static SneTextColumn Make()
        {
            SneTextColumn made = new SneTextColumn();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneTextColumn));
            return made;
        }
    }

    /// <summary>Where the parts of the numbers are written; NULL for what is not asked.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneNumberColumns
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>0, or the number of the fault</summary>
        public IntPtr status;
        /// <summary>offset of the fault, 255 and beyond as 255</summary>
        public IntPtr at;
        /// <summary>18 characters a row, left as they are on a fault</summary>
        public IntPtr number;
        /// <summary>3 characters a row, 000 on a fault</summary>
        public IntPtr territory;
        /// <summary>months since January of year 0; 0 on a fault or for the year 99</summary>
        public IntPtr month;
        public IntPtr sequence;

        /// <summary>A struct that knows its size.</summary>
        public static SneNumberColumns Make()
        {
            SneNumberColumns made = new SneNumberColumns();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneNumberColumns));
            return made;
        }
    }

    /// <summary>Where the dates are written; NULL for what is not asked.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneDeadlineColumns
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        public IntPtr status;
        /// <summary>days, SNE_NO_DAY for none</summary>
        public IntPtr last_valid;
        public IntPtr notice_latest;
        /// <summary>by the law, or in practice under the policy of the SNE</summary>
        public IntPtr radiation;
        /// <summary>SNE_STANDING_*</summary>
        public IntPtr standing;

        /// <summary>A struct that knows its size.</summary>
        public static SneDeadlineColumns Make()
        {
            SneDeadlineColumns made = new SneDeadlineColumns();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneDeadlineColumns));
            return made;
        }
    }

    /// <summary>Wishes by row: 1 for yes, 0 for no. Bits of validity may be NULL: none is missing.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneWishColumns
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        public IntPtr online_user;
        /// <summary>one bit a row, lowest first</summary>
        public IntPtr online_user_valid;
        public IntPtr wants_post;
        public IntPtr wants_post_valid;
        public IntPtr accepts_email;
        public IntPtr accepts_email_valid;
        public IntPtr email_known;
        public IntPtr email_known_valid;

        /// <summary>A struct that knows its size.</summary>
        public static SneWishColumns Make()
        {
            SneWishColumns made = new SneWishColumns();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneWishColumns));
            return made;
        }
    }

    /// <summary>Where the channels are written; NULL for what is not asked.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneChannelColumns
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        public IntPtr status;
        public IntPtr post;
        public IntPtr email;
        public IntPtr delivery_proof;

        /// <summary>A struct that knows its size.</summary>
        public static SneChannelColumns Make()
        {
            SneChannelColumns made = new SneChannelColumns();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneChannelColumns));
            return made;
        }
    }

    /// <summary>Households by row. `extra`, `n_1`, `months` may be NULL: none anywhere. Bits of validity may be NULL.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneIncomeColumns
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        /// <summary>SNE_ZONE_*</summary>
        public IntPtr zone;
        /// <summary>one bit a row, lowest first</summary>
        public IntPtr zone_valid;
        /// <summary>1 to 6</summary>
        public IntPtr category;
        public IntPtr category_valid;
        /// <summary>persons above the sixth category</summary>
        public IntPtr extra;
        public IntPtr extra_valid;
        /// <summary>cents</summary>
        public IntPtr n_2;
        public IntPtr n_2_valid;
        public IntPtr n_1;
        public IntPtr n_1_valid;
        public IntPtr months;
        public IntPtr months_valid;

        /// <summary>A struct that knows its size.</summary>
        public static SneIncomeColumns Make()
        {
            SneIncomeColumns made = new SneIncomeColumns();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneIncomeColumns));
            return made;
        }
    }

    /// <summary>Where the verdicts are written; NULL for what is not asked.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SneVerdictColumns
    {
        /// <summary>size of this struct, set by the caller</summary>
        public uint struct_size;
        public IntPtr status;
        /// <summary>SNE_ELIGIBILITY_*</summary>
        public IntPtr outcome;
        /// <summary>SNE_INCOME_BASIS_*</summary>
        public IntPtr basis;
        /// <summary>0 for none</summary>
        public IntPtr reason;
        /// <summary>that decided: its name by sne_code_name("rule"), its article by sne_law_citation; 255 on a fault</summary>
        public IntPtr rule;
        /// <summary>euros, 0 where not known</summary>
        public IntPtr ceiling;
        /// <summary>cents</summary>
        public IntPtr income;
        /// <summary>cents</summary>
        public IntPtr margin;

        /// <summary>A struct that knows its size.</summary>
        public static SneVerdictColumns Make()
        {
            SneVerdictColumns made = new SneVerdictColumns();
            made.struct_size = (uint)Marshal.SizeOf(typeof(SneVerdictColumns));
            return made;
        }
    }

    public static class Native
    {
        public const string Library = "sne_c";

        /// <summary>no day: not known, or none</summary>
        public const int SNE_NO_DAY = int.MinValue;
        /// <summary>no amount: not known</summary>
        public const long SNE_NO_AMOUNT = long.MinValue;

        // Statuses
        public const int SNE_OK = 0; // done
        public const int SNE_EMPTY_INPUT = 1; // nothing to read
        public const int SNE_BAD_LENGTH = 2; // not the number of characters expected
        public const int SNE_BAD_CHAR = 3; // a character that the field does not allow, at the position given
        public const int SNE_BAD_MONTH = 4; // a month outside 01..12 in a unique number
        public const int SNE_UNKNOWN_TERRITORY = 5; // a territory code outside the classes of the number
        public const int SNE_FUTURE_DATE = 6; // the month of the number lies after the reference date
        public const int SNE_BAD_DATE_FORM = 7; // not YYYY-MM-DD
        public const int SNE_IMPOSSIBLE_DATE = 8; // a day that no calendar has, such as 2023-02-29
        public const int SNE_DATE_OUT_OF_RANGE = 9; // outside 0001-01-01 .. 9999-12-31
        public const int SNE_UNKNOWN_CODE = 10; // a value that the list of the field does not hold
        public const int SNE_BAD_IDENTIFIER = 11; // an identifier too long or with characters that it may not hold
        public const int SNE_MISSING_VALUE = 12; // a required cell is empty
        public const int SNE_MISSING_COLUMN = 13; // a required column is absent
        public const int SNE_UNKNOWN_COLUMN = 14; // a column that the schema does not know
        public const int SNE_DUPLICATE_COLUMN = 15; // a column given twice
        public const int SNE_WRONG_FIELD_COUNT = 16; // a row with more or fewer cells than the header
        public const int SNE_ROW_TOO_LONG = 17; // a row beyond the documented limit
        public const int SNE_BAD_ENCODING = 18; // bytes that are not UTF-8
        public const int SNE_BAD_QUOTING = 19; // a quote that is never closed, or followed by text
        public const int SNE_OUT_OF_ORDER = 20; // an event log that is not in folding order
        public const int SNE_BAD_NUMBER = 21; // not a whole number, or outside the range of the field
        public const int SNE_DUPLICATE_EVENT = 22; // the same event twice, cell for cell
        public const int SNE_NUMBER_IN_USE = 23; // a unique number already held by another demand
        public const int SNE_BINARY_INPUT = 24; // a zero byte where text was expected
        public const int SNE_UNREADABLE_FILE = 25; // the file cannot be opened or read
        public const int SNE_SEQUENCE_EXHAUSTED = 26; // no number is left in a sequence of six digits
        public const int SNE_WRONG_TERRITORY = 27; // a département of Île-de-France where the regional territory is due
        public const int SNE_POSTAL_CODE = 28; // a postal code where an INSEE code is expected, such as 75013 for 75113
        public const int SNE_UNKNOWN_COMMUNE = 29; // a well-formed code that no commune bears
        public const int SNE_UNKNOWN_EPCI = 30; // a SIREN that no EPCI bears
        public const int SNE_BAD_AMOUNT = 31; // an amount below zero or beyond ten billion euros
        public const int SNE_BORN_AFTER = 32; // a birth after the reference day
        public const int SNE_TOO_MANY_PERSONS = 33; // more persons than a household may hold
        public const int SNE_NO_APPLICANT = 34; // a household without an applicant
        public const int SNE_TWO_APPLICANTS = 35; // more than one applicant
        public const int SNE_TWO_PARTNERS = 36; // more than one spouse, partner or cohabitant
        public const int SNE_HOLDER_AGE = 37; // a holder of a lease under sixteen
        public const int SNE_BAD_CUSTODY = 38; // custody of somebody who is not a minor child
        public const int SNE_CONFLICTING_INCOME = 39; // two incomes of one period and kind, or one notice with two amounts
        public const int SNE_BAD_CATEGORY = 40; // a household of no person, or more dependants than persons
        public const int SNE_PRODUCT_NOT_IN_ZONE = 41; // a product that the zone of the dwelling does not know
        public const int SNE_BEYOND_HORIZON = 42; // a day after the last one for which the law was reviewed
        public const int SNE_BAD_ORDER = 43; // a local order longer or higher than the text allows
        public const int SNE_PACK_OVERLAP = 50; // a law pack that gives a day two values
        public const int SNE_PACK_GAP = 51; // a law pack that leaves days without a value
        public const int SNE_PACK_UNCITED = 52; // a law pack with a row that cites no text
        public const int SNE_PACK_UNSUPPORTED = 53; // a law pack that needs a rule or a format this version lacks
        public const int SNE_PACK_RATE = 54; // a cell that does not move with the others of its table
        public const int SNE_PACK_DIGEST = 55; // a law pack whose digest is not that of its content
        public const int SNE_PACK_INCOMPLETE = 56; // a law pack with a missing cell
        public const int SNE_PACK_FULL = 57; // more added vintages than a law book holds
        public const int SNE_BAD_JSON = 60; // not a JSON document
        public const int SNE_BAD_XML = 61; // not a well-formed XML document
        public const int SNE_TOO_DEEP = 62; // a document nested beyond the documented limit
        public const int SNE_TOO_LARGE = 63; // a document longer than the documented limit
        public const int SNE_ENTITY_REFUSED = 64; // an XML document that declares entities
        public const int SNE_UNKNOWN_KEY = 65; // a key that the schema does not know
        public const int SNE_WRONG_TYPE = 66; // a value of another type than the schema says
        public const int SNE_DUPLICATE_KEY = 67; // a key given twice
        public const int SNE_BAD_GRID = 68; // a scoring grid that cannot be applied
        public const int SNE_WRONG_LENGTH = 70; // a column with more or fewer rows than the others
        public const int SNE_RELEASED_ARRAY = 71; // an Arrow structure that its owner already released
        public const int SNE_BAD_LAYOUT = 72; // an Arrow structure that contradicts itself: a missing buffer, a negative length, offsets that go back
        public const int SNE_BAD_INDEX = 73; // an index outside the dictionary or the list that it points into
        public const int SNE_UNKNOWN_DEMAND = 74; // an event of a demand that was never filed in the log
        public const int SNE_INTERNAL = 1000; // a fault of the library itself: please report it
        public const int SNE_OUT_OF_MEMORY = 1001; // no memory left; nothing was changed
        public const int SNE_BAD_STRUCT_SIZE = 1002; // `struct_size` is not set, or is smaller than the first version of the struct
        public const int SNE_NULL_POINTER = 1003; // a pointer that must point to something does not
        public const int SNE_BUFFER_TOO_SMALL = 1004; // no room for the bytes; the size that they need was written
        public const int SNE_BAD_SIZE = 1005; // a size below zero

        // fact
        public const int SNE_FACT_UNKNOWN = 0; // not known
        public const int SNE_FACT_NO = 1; // `no`
        public const int SNE_FACT_YES = 2; // `yes`

        // outcome
        public const int SNE_OUTCOME_ACCEPTED = 0; // `accepted`
        public const int SNE_OUTCOME_REFUSED = 1; // `refused`
        public const int SNE_OUTCOME_INCOMPLETE = 2; // `incomplete`

        // state
        public const int SNE_STATE_NONE = 0; // `none`
        public const int SNE_STATE_DRAFT = 1; // `draft`
        public const int SNE_STATE_INVALID = 2; // `invalid`
        public const int SNE_STATE_ACTIVE = 3; // `active`
        public const int SNE_STATE_EXPIRED = 4; // `expired`
        public const int SNE_STATE_RADIATED = 5; // `radiated`
        public const int SNE_STATE_ERASED = 6; // `erased`

        // motive
        public const int SNE_MOTIVE_UNKNOWN = 0; // not known
        public const int SNE_MOTIVE_A = 1; // `a`
        public const int SNE_MOTIVE_B = 2; // `b`
        public const int SNE_MOTIVE_C = 3; // `c`
        public const int SNE_MOTIVE_D = 4; // `d`
        public const int SNE_MOTIVE_E = 5; // `e`
        public const int SNE_MOTIVE_F = 6; // `f`

        // product
        public const int SNE_PRODUCT_PLAI = 0; // `PLAI`
        public const int SNE_PRODUCT_PLUS = 1; // `PLUS`
        public const int SNE_PRODUCT_PLS = 2; // `PLS`
        public const int SNE_PRODUCT_LLTS = 3; // `LLTS`
        public const int SNE_PRODUCT_LLS = 4; // `LLS`

        // zone
        public const int SNE_ZONE_UNKNOWN = 0; // not known
        public const int SNE_ZONE_PARIS_COMMUNES_LIMITROPHES = 1; // `paris_communes_limitrophes`
        public const int SNE_ZONE_ILE_DE_FRANCE = 2; // `ile_de_france`
        public const int SNE_ZONE_AUTRES_REGIONS = 3; // `autres_regions`
        public const int SNE_ZONE_DOM = 4; // `dom`

        // eligibility
        public const int SNE_ELIGIBILITY_ELIGIBLE = 0; // `eligible`
        public const int SNE_ELIGIBILITY_NOT_ELIGIBLE = 1; // `not_eligible`
        public const int SNE_ELIGIBILITY_OVER_WITHIN_SHARE = 2; // `over_within_share`
        public const int SNE_ELIGIBILITY_UNKNOWN = 3; // `unknown`

        // income_basis
        public const int SNE_INCOME_BASIS_UNKNOWN = 0; // not known
        public const int SNE_INCOME_BASIS_N_2 = 1; // `n-2`
        public const int SNE_INCOME_BASIS_N_1 = 2; // `n-1`
        public const int SNE_INCOME_BASIS_12M = 3; // `12m`

        // category_rule
        public const int SNE_CATEGORY_RULE_BY_NUMBER = 0; // `by_number`
        public const int SNE_CATEGORY_RULE_LONE = 1; // `lone`
        public const int SNE_CATEGORY_RULE_YOUNG = 2; // `young`
        public const int SNE_CATEGORY_RULE_DISABLED = 3; // `disabled`

        // standing
        public const int SNE_STANDING_UNKNOWN = 0; // not known
        public const int SNE_STANDING_NOT_YET = 1; // `not_yet`
        public const int SNE_STANDING_ACTIVE = 2; // `active`
        public const int SNE_STANDING_RENEWABLE = 3; // `renewable`
        public const int SNE_STANDING_LAST_MONTH = 4; // `last_month`
        public const int SNE_STANDING_EXPIRED = 5; // `expired`
        public const int SNE_STANDING_LAPSED = 6; // `lapsed`
        public const int SNE_STANDING_CLOSED = 7; // `closed`

        // month_end
        public const int SNE_MONTH_END_CLAMP = 0; // `clamp`
        public const int SNE_MONTH_END_SPILL = 1; // `spill`

        // mark
        public const int SNE_MARK_TEXT = 0; // `text`
        public const int SNE_MARK_PRACTICE = 1; // `practice`
        public const int SNE_MARK_CONVENTION = 2; // `convention`
        public const int SNE_MARK_UNVERIFIED = 3; // `unverified`

        // origin
        public const int SNE_ORIGIN_RECEIVED = 0; // `received`
        public const int SNE_ORIGIN_ISSUED = 1; // `issued`

        // style
        public const int SNE_STYLE_COMPACT = 0; // `compact`
        public const int SNE_STYLE_GROUPED = 1; // `grouped`

        // severity
        public const int SNE_SEVERITY_WARNING = 1; // `warning`
        public const int SNE_SEVERITY_ERROR = 2; // `error`

        // language
        public const int SNE_LANGUAGE_FR = 0; // `fr`
        public const int SNE_LANGUAGE_EN = 1; // `en`

        // region
        public const int SNE_REGION_METROPOLITAN = 0; // `metropolitan`
        public const int SNE_REGION_ALSACE_MOSELLE = 1; // `alsace_moselle`
        public const int SNE_REGION_ALSACE_MOSELLE_NO_GOOD_FRIDAY = 2; // `alsace_moselle_no_good_friday`
        public const int SNE_REGION_GUADELOUPE = 3; // `guadeloupe`
        public const int SNE_REGION_MARTINIQUE = 4; // `martinique`
        public const int SNE_REGION_GUYANE = 5; // `guyane`
        public const int SNE_REGION_REUNION = 6; // `reunion`
        public const int SNE_REGION_MAYOTTE = 7; // `mayotte`

        // The library
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_version(out int major, out int minor, out int patch);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_status_name(int status, [Out] byte[] name, long capacity, out long size);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_status_words(ref SneFault what, int language, out IntPtr words, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_code_number(byte[] list, long list_size, byte[] name, long name_size, out int number, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_code_name(byte[] list, long list_size, int number, [Out] byte[] name, long capacity, out long size, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_text_bytes(IntPtr text, out IntPtr bytes, out long size);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_text_free(IntPtr text);

        // Every operation by its name
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_answer(byte[] operation, long operation_size, byte[] question, long question_size, IntPtr law, out IntPtr answer, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_operations(out IntPtr list, ref SneFault fault);

        // The law
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_builtin(out IntPtr law, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_load(byte[] pack, long pack_size, IntPtr onto, out IntPtr law, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_with_horizon(IntPtr from, int horizon, out IntPtr law, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_with_national_number(IntPtr from, int first_day, out IntPtr law, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_with_suspension(IntPtr from, int first_day, int last_day, out IntPtr law, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_describe(IntPtr law, ref SneLawInfo info, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_citation(IntPtr law, byte[] rule, long rule_size, int on, out IntPtr citation, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_law_free(IntPtr law);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_policy_read(byte[] json, long json_size, out IntPtr policy, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_policy_free(IntPtr policy);

        // Days
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_date_read(byte[] iso, long iso_size, out int day, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_date_write(int day, [Out] byte[] iso, long capacity, out long size, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_add_months(int from, int months, int month_end, out int day, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_months_between(int from, int to, out int months, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_is_working_day(int day, int region, out int working, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_next_working_day(int day, int region, out int next, ref SneFault fault);

        // The unique number
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_number_possible(byte[] text, long text_size, out int possible);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_number_read(byte[] text, long text_size, ref SneNumber number, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_number_check(byte[] text, long text_size, IntPtr context, [Out] SneNumberIssue[] issues, long capacity, out long count, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_number_write(byte[] text, long text_size, int style, [Out] byte[] written, long capacity, out long size, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_number_issue_next(byte[] territory, long territory_size, int deposit, byte[] registrar, long registrar_size, ref uint last, ref SneNumber number, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_territory_registered(byte[] departement, long departement_size, int on, [Out] byte[] territory, long capacity, out long size, ref SneFault fault);

        // Renewal
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_calendar_of_base(int @base, IntPtr law, ref SneCalendar calendar, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_notice_channels_on(ref SneNoticeWishes wishes, int on, IntPtr law, ref SneNoticeChannels channels, ref SneFault fault);

        // The life of a demand
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_new(out IntPtr demand, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_standing(ref SneStandingFacts facts, IntPtr law, out IntPtr demand, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_copy(IntPtr from, out IntPtr demand, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_free(IntPtr demand);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_decide(IntPtr demand, byte[] @event, long event_size, IntPtr law, IntPtr policy, ref SneDecision decision, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_advance(IntPtr demand, byte[] @event, long event_size, IntPtr law, IntPtr policy, ref SneDecision decision, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_describe(IntPtr demand, int on, IntPtr law, ref SneDemandInfo info, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_calendar(IntPtr demand, IntPtr law, ref SneCalendar calendar, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_demand_explain(IntPtr demand, byte[] @event, long event_size, IntPtr law, IntPtr policy, int language, out IntPtr words, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_timeline_read(byte[] events, long events_size, int known, IntPtr law, IntPtr policy, out IntPtr timeline, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_timeline_on(IntPtr timeline, int on, out int state, out int motive, out int in_stock, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_timeline_free(IntPtr timeline);

        // A log
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_replay_csv(byte[] csv, long csv_size, IntPtr law, IntPtr policy, out IntPtr replay, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_replay_describe(IntPtr replay, ref SneReplayCounts counts, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_replay_situation(IntPtr replay, byte[] demand, long demand_size, int on, int known, out int state, out int motive, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_replay_stock(IntPtr replay, int on, ref SneStock stock, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_replay_free(IntPtr replay);

        // Eligibility
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_zone_of_commune(byte[] commune, long commune_size, int on, IntPtr policy, out int zone, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_category(int persons, int dependants, int young_couple, int disabled, IntPtr policy, out int category, out int extra, out int rule, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_ceiling(int product, int zone, int category, int extra, int on, IntPtr law, IntPtr policy, out int euros, out int mark, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_judge_incomes(ref SneIncomes incomes, IntPtr law, IntPtr policy, ref SneIncomeVerdict verdict, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_evaluate(byte[] question, long question_size, IntPtr law, IntPtr policy, out IntPtr verdicts, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_explain(byte[] question, long question_size, IntPtr law, IntPtr policy, int language, int as_text, out IntPtr words, ref SneFault fault);

        // Columns: a row as the function above gives it; a bad row has its status, and the others go on
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_columns_numbers(ref SneTextColumn texts, ref SneNumberColumns columns, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_renewal_table_new(IntPtr law, IntPtr policy, int on, out IntPtr table, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_renewal_table_free(IntPtr table);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_columns_deadlines(IntPtr table, long rows, int[] bases, byte[] valid, ref SneDeadlineColumns columns, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_columns_notice_channels(long rows, ref SneWishColumns wishes, int on, IntPtr law, ref SneChannelColumns columns, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_ceiling_table_new(int product, int on, IntPtr law, IntPtr policy, out IntPtr table, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_ceiling_table_free(IntPtr table);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_columns_incomes(IntPtr table, long rows, ref SneIncomeColumns households, ref SneVerdictColumns columns, ref SneFault fault);

        // Arrow: the same on a record batch (a struct array) by the Arrow C data interface. The structures that come are moved: the library releases them, whatever the status, BAD_STRUCT_SIZE and NULL_POINTER included. Those that go are released by whoever receives them; on a fault they are left released. Columns are named as in docs/columns.md, section 4
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_numbers(IntPtr schema, IntPtr array, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_deadlines(IntPtr table, IntPtr schema, IntPtr array, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_notice_channels(IntPtr schema, IntPtr array, int on, IntPtr law, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_commune_table_new(int on, IntPtr policy, out IntPtr table, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_commune_table_free(IntPtr table);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_communes(IntPtr table, IntPtr schema, IntPtr array, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_ceilings(IntPtr table, IntPtr schema, IntPtr array, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_incomes(IntPtr table, IntPtr schema, IntPtr array, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        public static extern int sne_arrow_judge_demands(IntPtr calendars, IntPtr ceilings, IntPtr schema, IntPtr array, IntPtr schema_out, IntPtr array_out, ref SneFault fault);
    }

    /// <summary>Texts on their way to the library and back.</summary>
    public static class Texts
    {
        /// <summary>The bytes of a text in UTF-8.</summary>
        public static byte[] Bytes(string text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        /// <summary>The text of a handle, which is freed; null for none.</summary>
        public static string Take(IntPtr text)
        {
            IntPtr bytes;
            long size;
            if (text == IntPtr.Zero || Native.sne_text_bytes(text, out bytes, out size) != Native.SNE_OK) return null;
            byte[] held = new byte[size];
            Marshal.Copy(bytes, held, 0, held.Length);
            Native.sne_text_free(text);
            return Encoding.UTF8.GetString(held);
        }

        /// <summary>The answer of an operation as JSON; null when there is none, which the fault says.</summary>
        public static string Answer(string operation, string question, ref SneFault fault)
        {
            byte[] name = Bytes(operation);
            byte[] asked = Bytes(question);
            IntPtr answer;
            Native.sne_answer(name, name.Length, asked, asked.Length, IntPtr.Zero, out answer, ref fault);
            return Take(answer);
        }
    }
}
