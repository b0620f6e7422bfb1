#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sne/event.hpp>

/// Event logs read from text: one decoder for every door, and a CSV reader in bounded memory.  (fr: journal d'événements)
///
/// The columns are those of `docs/events.md`. A cell is decoded or it is a fault: nothing is trimmed, guessed or repaired. A bad row is
/// set apart with its place and its raw text, and reading goes on.
namespace sne {

/// Place of a row in a log, from 0; bad rows count too. A log holds at most 2^32 - 1 rows.  (fr: rang de la ligne)
using RowIndex = std::uint32_t;
/// Place of a demand in a log, from 0, in the order of their first rows.
using DemandIndex = std::uint32_t;
/// No demand.
inline constexpr DemandIndex no_demand = 0xFFFFFFFFU;

/// Work done and work known, in the unit that the function names. An exception thrown from it leaves the function as it is.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

// ---------------------------------------------------------------------------------------------------------------- rows

/// Which column holds which field.  (fr: correspondance des colonnes)
class ColumnMap {
 public:
  /// The map of a header. Faults: `empty_input`; `unknown_column` and `duplicate_column`, with the place of the column from 0;
  /// `missing_column`, with the number of the required `Field`: `demand`, `event`, `effective`, `recorded` or `actor`.
  [[nodiscard]] static Result<ColumnMap> of(std::span<const std::string_view> header);

  /// The fields, in the order of the columns.
  [[nodiscard]] std::span<const Field> fields() const noexcept { return {fields_.data(), size_}; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  std::array<Field, field_count> fields_{};
  std::uint8_t size_ = 0;
};

/// A row once decoded: the event and the keys that a replay needs beside it. The views point into the cells that were read.
struct LoggedEvent {
  Event event{};
  std::string_view demand{};
  std::string_view person{};
  std::string_view co_holder{};
  std::string_view number{};
};

/// A fault of a row: what, in which field unless the row as a whole is at fault, and at which byte of the cell (of the row).
struct RowFault {
  Errc code{};
  std::optional<Field> field{};
  std::uint32_t at = 0;

  friend constexpr bool operator==(const RowFault&, const RowFault&) = default;
};

/// Decodes the cells of one row, given in the order of the map. On a fault `row` is left in an unspecified state.
/// Faults: `wrong_field_count`, `missing_value`, `unknown_code`, those of `Date::parse` and `Territory::parse`, `bad_identifier` for a
/// key above 63 characters or a code above 15 bytes, `bad_number`, and for the motive of `radiate`, `warn`, `answer`:
/// `missing_value`, or `unknown_code` when `warn` and `answer` name neither c nor d.
[[nodiscard]] std::optional<RowFault> decode_row(const ColumnMap& map, std::span<const std::string_view> cells, LoggedEvent& row) noexcept;

// ------------------------------------------------------------------------------------------------------- a log in memory

/// One column of a batch, without a copy of its texts.
struct LogColumn {
  enum class Kind : std::uint8_t {
    text,        ///< `texts[i]` is the cell of row i; an empty text is an empty cell
    dictionary,  ///< `texts[values[i]]` is the cell of row i; a negative value is an empty cell
    number,      ///< `values[i]`: days since 1970-01-01 for a date, the number itself for `sources`; `no_number` is an empty cell
  };
  static constexpr std::int32_t no_number = INT32_MIN;

  Kind kind = Kind::text;
  std::span<const std::string_view> texts{};
  std::span<const std::int32_t> values{};
};

/// Faults of rows, one entry each, in the order of the rows.
struct FaultTable {
  std::vector<RowIndex> row;
  std::vector<std::uint64_t> line;  ///< line of the file from 1, header included; 0 when the rows have no lines
  std::vector<RowFault> fault;

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
  void add(RowIndex at_row, std::uint64_t at_line, const RowFault& what);
};

/// The rows of a log that could be decoded, in memory, with the faults of the others. About 160 bytes a row.  (fr: journal)
/// A row keeps its place: row 7 is row 7 whatever the faults before it. Movable, not copyable.
class EventLog {
 public:
  EventLog();
  ~EventLog();
  EventLog(EventLog&&) noexcept;
  EventLog& operator=(EventLog&&) noexcept;
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  /// Adds a decoded row at the next place. Precondition: `row.demand` is not empty.
  RowIndex add(const LoggedEvent& row, std::uint64_t line = 0);
  /// Takes the next place for a row that could not be decoded.
  RowIndex add_fault(const RowFault& fault, std::uint64_t line = 0);
  /// Decodes one row of cells and adds it, or its fault. Returns the fault.
  std::optional<RowFault> add_cells(const ColumnMap& map, std::span<const std::string_view> cells, std::uint64_t line = 0);
  /// Decodes a batch of columns, in the order of the map, and adds its rows at the next places. Returns the number of bad rows, which
  /// `faults()` lists. A batch that is no table (a number of columns other than the map's, columns of different lengths, a dictionary
  /// value out of its dictionary, numbers for a field that holds none) adds nothing: `wrong_field_count` with the place of the column,
  /// `unknown_code` or `bad_number` likewise.
  Result<std::size_t> add_columns(const ColumnMap& map, std::span<const LogColumn> columns);

  /// Rows, bad ones included.
  [[nodiscard]] std::size_t rows() const noexcept;
  /// Faults found while decoding.
  [[nodiscard]] const FaultTable& faults() const noexcept;

  /// Keys of the demands, by index.
  [[nodiscard]] std::size_t demands() const noexcept;
  [[nodiscard]] std::string_view demand_key(DemandIndex demand) const noexcept;
  [[nodiscard]] std::optional<DemandIndex> find(std::string_view demand_key) const;

  /// The decoded row at a place; none for a bad row or past the end. The views live as long as the log is not changed.
  [[nodiscard]] std::optional<LoggedEvent> at(RowIndex row) const;
  /// Line of a row in its file, 0 when it has none.
  [[nodiscard]] std::uint64_t line_of(RowIndex row) const;

  /// The store behind, for the replay.
  struct Store;
  [[nodiscard]] const Store& store() const noexcept { return *store_; }

 private:
  std::unique_ptr<Store> store_;
};

// ------------------------------------------------------------------------------------------------------------------ CSV

/// What the first bytes of a file say of its encoding. Only UTF-8 is read.
enum class TextEncoding : std::uint8_t { utf8, utf8_bom, utf16_le, utf16_be };

constexpr std::string_view text(TextEncoding encoding) noexcept {
  switch (encoding) {
    case TextEncoding::utf8: return "UTF-8";
    case TextEncoding::utf8_bom: return "UTF-8 with BOM";
    case TextEncoding::utf16_le: return "UTF-16 little-endian";
    case TextEncoding::utf16_be: return "UTF-16 big-endian";
  }
  return "UTF-8";
}

/// A row as cut into cells. The views are valid during the call that receives them.
struct CsvRow {
  RowIndex row = 0;
  std::uint64_t line = 0;  ///< line on which it starts, from 1
  std::span<const std::string_view> cells{};
  std::string_view raw{};  ///< its bytes, without the line ending
};

/// A row set apart. `raw` holds at most `CsvReader::row_limit` bytes, valid during the call; `truncated` when the row had more.
struct BadRow {
  RowIndex row = 0;
  std::uint64_t line = 0;
  RowFault fault{};
  std::string_view raw{};
  bool truncated = false;
};

/// Reads CSV from chunks of any size: RFC 4180 quoting, comma or semicolon (as the header has it), LF or CRLF, UTF-8 with or without
/// BOM, last line with or without its end; blank lines are skipped. Holds one row at most, whatever the input.
///
/// Bad rows: `row_too_long` beyond 64 KiB, `binary_input`, `bad_encoding`, `bad_quoting`, `wrong_field_count`. Reading goes on at the
/// line after the first line of a bad row, so that a quote never closed costs one row.
class CsvReader {
 public:
  static constexpr std::size_t row_limit = 65536;  ///< bytes, line ending not counted

  /// Judges the names of the columns; nothing when they will do.
  using OnHeader = std::function<std::optional<Fault>(std::span<const std::string_view>)>;
  using OnRow = std::function<void(const CsvRow&)>;
  using OnBadRow = std::function<void(const BadRow&)>;

  struct Counters {
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;          ///< line endings met, and the last line without one
    std::uint64_t rows = 0;           ///< data rows, bad ones included
    std::uint64_t bad_rows = 0;
    std::uint64_t largest_buffer = 0; ///< most bytes ever held between two chunks
  };

  CsvReader(OnRow on_row, OnBadRow on_bad_row);
  /// Reads another table than a log: its columns are those that `on_header` takes, and `columns` is null.
  CsvReader(OnHeader on_header, OnRow on_row, OnBadRow on_bad_row);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// Feeds the next bytes. False once the log as a whole is known to be unreadable (`fault`): the rest need not be sent.
  bool feed(std::string_view bytes);
  /// Says that the bytes are at an end.
  void finish();

  /// Why nothing can be read: `bad_encoding` (see `encoding`), `empty_input`, `binary_input`, `bad_quoting`, `row_too_long` for the
  /// header, or the faults of `ColumnMap::of`.
  [[nodiscard]] std::optional<Fault> fault() const noexcept;
  /// Column names of a header that was refused or accepted, in order.
  [[nodiscard]] std::span<const std::string> header() const noexcept;
  /// The map of the header of a log; null until a good header was read.
  [[nodiscard]] const ColumnMap* columns() const noexcept;
  [[nodiscard]] TextEncoding encoding() const noexcept;
  [[nodiscard]] char delimiter() const noexcept;
  [[nodiscard]] const Counters& counters() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Feeds a file to a reader by chunks of 256 KiB and finishes it. `unreadable_file` when it cannot be opened or read; faults of the
/// text are those of `reader.fault()`, returned too. Progress in bytes.
std::optional<Fault> read_file(const std::string& path, CsvReader& reader, const Progress& progress = {});

/// How the reading of a log went.
struct LogReading {
  std::optional<Fault> fault{};  ///< the log as a whole; rows read before it are kept
  TextEncoding encoding = TextEncoding::utf8;
  std::vector<std::string> header{};
  CsvReader::Counters counters{};
};

/// Reads the CSV log at `path` into `log`. `on_bad_row` receives every bad row, those with a malformed cell included, with its raw text.
LogReading read_csv(const std::string& path, EventLog& log, const CsvReader::OnBadRow& on_bad_row = {}, const Progress& progress = {});
/// The same from a text in memory.
LogReading read_csv_text(std::string_view text, EventLog& log, const CsvReader::OnBadRow& on_bad_row = {});

/// One line of a rejects file: row, line, field, code, offset, whether truncated, raw text, as CSV with its line ending.
/// `rejects_header` is the first line.
inline constexpr std::string_view rejects_header = "row,line,field,code,at,truncated,raw\n";
std::string rejects_line(const BadRow& bad);

}  // namespace sne
