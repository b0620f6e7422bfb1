#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <sne/event_log.hpp>

#include "utf8.hpp"

namespace sne {

namespace {

constexpr std::size_t chunk_size = 262144;
constexpr std::size_t longest_mark = 3;  // of a byte order mark that is recognised

/// Where the quoting of a row stands after some bytes.
struct Quoting {
  enum class At : std::uint8_t { cell_start, plain, quoted, after_quote, wrong };

  At at = At::cell_start;
  std::size_t wrong_at = 0;

  [[nodiscard]] bool open() const noexcept { return at == At::quoted; }
};

/// Follows the quotes of a line of RFC 4180.
Quoting follow_quotes(std::string_view line, Quoting::At at, char delimiter) noexcept {
  using At = Quoting::At;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool quote = c == '"';
    switch (at) {
      case At::cell_start: at = quote ? At::quoted : c == delimiter ? At::cell_start : At::plain; break;
      case At::plain:
        if (quote) return {At::wrong, i};
        if (c == delimiter) at = At::cell_start;
        break;
      case At::quoted:
        if (quote) at = At::after_quote;
        break;
      case At::after_quote:
        if (quote) {
          at = At::quoted;
        } else if (c == delimiter) {
          at = At::cell_start;
        } else if (c != '\r' || i + 1 != line.size()) {
          return {At::wrong, i};
        }
        break;
      case At::wrong: return {At::wrong, i};
    }
  }
  return {at, 0};
}

std::string_view without_return(std::string_view line) noexcept {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Cuts well-quoted rows into cells.
class Splitter {
 public:
  /// The cells of a row; views into it, or into this object for cells with doubled quotes.
  std::span<const std::string_view> cut(std::string_view row, char delimiter) {
    cells_.clear();
    if (row.find('"') == std::string_view::npos) {
      cut_plain(row, delimiter);
    } else {
      cut_quoted(row, delimiter);
    }
    return cells_;
  }

 private:
  void cut_plain(std::string_view row, char delimiter) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] != delimiter) continue;
      cells_.push_back(row.substr(from, i - from));
      from = i + 1;
    }
    cells_.push_back(row.substr(from));
  }

  void cut_quoted(std::string_view row, char delimiter) {
    unquoted_.clear();
    unquoted_.reserve(row.size());  // so that the views into it stay
    std::size_t at = 0;
    while (true) {
      if (at < row.size() && row[at] == '"') {
        at = take_quoted(row, at + 1);
      } else {
        const std::size_t end = std::min(row.find(delimiter, at), row.size());
        cells_.push_back(row.substr(at, end - at));
        at = end;
      }
      if (at >= row.size()) return;
      ++at;  // the delimiter
    }
  }

  /// Takes the cell whose quote opens just before `at`; returns the place after its closing quote.
  std::size_t take_quoted(std::string_view row, std::size_t at) {
    const std::size_t from = unquoted_.size();
    while (at < row.size()) {
      const std::size_t quote = std::min(row.find('"', at), row.size());
      unquoted_.append(row.substr(at, quote - at));
      at = quote + 1;
      if (at >= row.size() || row[at] != '"') break;
      unquoted_.push_back('"');
      ++at;
    }
    cells_.push_back(std::string_view(unquoted_).substr(from));
    return at;
  }

  std::vector<std::string_view> cells_;
  std::string unquoted_;
};

char delimiter_of(std::string_view header) noexcept {
  return std::count(header.begin(), header.end(), ';') > std::count(header.begin(), header.end(), ',') ? ';' : ',';
}

}  // namespace

/// The row under way is in `held` unless it lies whole in the chunk. A bad row that ran over several lines gives back the lines after
/// its first in `again`. A line in the middle of an open quote has an even number of quotes, so that no row of several lines begins
/// in what is given back, except with its last line: giving back does not nest.
struct CsvReader::State {
  OnHeader on_header;
  OnRow on_row;
  OnBadRow on_bad_row;
  Counters counters{};
  std::optional<Fault> fault{};
  TextEncoding encoding = TextEncoding::utf8;
  char delimiter = ',';
  std::vector<std::string> header{};
  std::optional<ColumnMap> columns{};
  std::size_t width = 0;  // columns of a good header; 0 before it

  bool begun = false;
  bool finished = false;
  bool skipping = false;  // in the rest of a line too long
  bool quote_open = false;
  std::string mark{};   // first bytes, until they can be told from a byte order mark
  std::string held{};
  std::string again{};
  std::size_t line_from = 0;    // in the row: where its last line begins
  std::uint64_t line = 1;       // line under way, from 1
  std::uint64_t row_line = 1;   // line on which the row under way begins
  Splitter splitter{};

  State(OnHeader names, OnRow row, OnBadRow bad_row) : on_header(std::move(names)), on_row(std::move(row)), on_bad_row(std::move(bad_row)) {}

  void note_buffer() noexcept {
    const std::uint64_t size = mark.size() + held.size() + again.size();
    counters.largest_buffer = std::max(counters.largest_buffer, size);
  }

  // The beginning of the text.

  void begin() {
    begun = true;
    std::string first = std::exchange(mark, {});
    if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF")) {
      encoding = first.starts_with("\xFF\xFE") ? TextEncoding::utf16_le : TextEncoding::utf16_be;
      fault = Fault{Errc::bad_encoding, 0};
      return;
    }
    if (first.starts_with("\xEF\xBB\xBF")) {
      encoding = TextEncoding::utf8_bom;
      first.erase(0, longest_mark);
    }
    take(first);
  }

  void feed(std::string_view bytes) {
    counters.bytes += bytes.size();
    if (!begun) {
      const std::size_t wanted = std::min(longest_mark - mark.size(), bytes.size());
      mark.append(bytes.substr(0, wanted));
      bytes.remove_prefix(wanted);
      note_buffer();
      if (mark.size() < longest_mark) return;
      begin();
    }
    take(bytes);
  }

  void finish() {
    finished = true;
    if (!begun) begin();
    while (!fault && (!held.empty() || quote_open)) {
      end_line(held, true);
      give_back();
    }
    if (skipping) ++line;
    counters.lines = line - 1;
    if (!fault && width == 0) fault = Fault{Errc::empty_input, 0};
  }

  // Lines.

  void take(std::string_view bytes) {
    std::size_t from = 0;
    while (from < bytes.size() && !fault) {
      const std::size_t newline = bytes.find('\n', from);
      const std::size_t end = std::min(newline, bytes.size());
      if (skipping) {
        from = end;
        if (newline == std::string_view::npos) break;
        skipping = false;
        ++from;
        start_row(++line);
      } else if (newline != std::string_view::npos && held.empty() && end - from <= row_limit) {
        const std::string_view whole = bytes.substr(from, end - from);
        from = end + 1;
        end_line(whole, false);
      } else if (from < end) {
        from += hold(bytes.substr(from, end - from));
      } else {
        ++from;
        end_line(held, false);
      }
      give_back();
    }
    counters.lines = line - 1;
  }

  void give_back() {
    if (again.empty()) return;
    const std::string lines = std::exchange(again, {});
    take(lines);
  }

  /// Keeps the beginning of a line for later, as much as a row may have. Returns the bytes taken.
  std::size_t hold(std::string_view piece) {
    constexpr std::size_t most = row_limit + 2;  // one more than a row of the limit and a carriage return
    const std::size_t taken = std::min(piece.size(), most - std::min(most, held.size()));
    held.append(piece.substr(0, taken));
    note_buffer();
    if (held.size() >= most) {
      if (line_from > 0) {
        refuse_first_line(held, {Errc::bad_quoting, std::nullopt, detail::offset(held.size())}, {});
      } else {
        skip_line();
      }
    }
    return taken;
  }

  void skip_line() {
    const std::string row = std::exchange(held, {});
    refuse(std::string_view(row).substr(0, row_limit), {Errc::row_too_long, std::nullopt, row_limit}, true);
    skipping = true;
  }

  void start_row(std::uint64_t at_line) {
    held.clear();
    line_from = 0;
    quote_open = false;
    row_line = at_line;
  }

  /// A line is at an end: `row` is the row so far, `held` or not. `last` when the text ends there without a newline.
  void end_line(std::string_view row, bool last) {
    const std::string_view ending = last ? std::string_view() : std::string_view("\n");
    const std::string_view added = row.substr(line_from);
    if (without_return(row).size() > row_limit) {
      if (line_from > 0) return refuse_first_line(row, {Errc::bad_quoting, std::nullopt, row_limit}, ending);
      refuse(row.substr(0, row_limit), {Errc::row_too_long, std::nullopt, row_limit}, true);
      return start_row(++line);
    }
    if (const auto bad = text_fault(added)) {
      if (line_from > 0) return refuse_first_line(row, {Errc::bad_quoting, std::nullopt, detail::offset(line_from)}, ending);
      refuse(without_return(row), {bad->code, std::nullopt, bad->at}, false);
      return start_row(++line);
    }
    if (width == 0 && line_from == 0) delimiter = delimiter_of(added);
    if (quote_open || added.find('"') != std::string_view::npos) {
      const Quoting quoting = follow_quotes(added, quote_open ? Quoting::At::quoted : Quoting::At::cell_start, delimiter);
      const bool wrong = quoting.at == Quoting::At::wrong;
      if (wrong || (quoting.open() && last)) {
        const std::size_t at = wrong ? line_from + quoting.wrong_at : row.size();
        return refuse_first_line(row, {Errc::bad_quoting, std::nullopt, detail::offset(at)}, ending);
      }
      if (quoting.open()) return keep_open(row);
    }
    emit(without_return(row));
    start_row(++line);
  }

  /// The row goes on at the next line.
  void keep_open(std::string_view row) {
    if (row.data() != held.data()) held.assign(row);
    held.push_back('\n');
    line_from = held.size();
    quote_open = true;
    ++line;
    note_buffer();
  }

  /// Sets a row apart and gives back its lines after the first, with the line ending that was read after them.
  void refuse_first_line(std::string_view row, const RowFault& what, std::string_view ending) {
    const std::size_t newline = row.find('\n');
    if (newline == std::string_view::npos) {
      refuse(without_return(row), what, false);
      return start_row(++line);
    }
    again.assign(row.substr(newline + 1));
    again.append(ending);
    note_buffer();
    refuse(without_return(row.substr(0, newline)), {what.code, what.field, detail::offset(newline)}, false);
    line = row_line + 1;
    start_row(line);
  }

  // Rows.

  std::optional<Fault> map_columns(std::span<const std::string_view> names) {
    const Result<ColumnMap> map = ColumnMap::of(names);
    if (!map) return map.error();
    columns = *map;
    return std::nullopt;
  }

  void refuse(std::string_view raw, const RowFault& what, bool truncated) {
    if (width == 0) {
      fault = Fault{what.code, what.at};
      return;
    }
    ++counters.bad_rows;
    const auto row = static_cast<RowIndex>(counters.rows++);
    if (on_bad_row) on_bad_row(BadRow{row, row_line, what, raw, truncated});
  }

  void emit(std::string_view row) {
    if (row.empty()) return;
    const std::span<const std::string_view> cells = splitter.cut(row, delimiter);
    if (width == 0) {
      header.assign(cells.begin(), cells.end());
      fault = on_header ? on_header(cells) : map_columns(cells);
      if (!fault) width = cells.size();
      return;
    }
    if (cells.size() != width) {
      refuse(row, {Errc::wrong_field_count, std::nullopt, detail::offset(cells.size())}, false);
      return;
    }
    const auto place = static_cast<RowIndex>(counters.rows++);
    if (on_row) on_row(CsvRow{place, row_line, cells, row});
  }
};

CsvReader::CsvReader(OnRow on_row, OnBadRow on_bad_row) : CsvReader(OnHeader(), std::move(on_row), std::move(on_bad_row)) {}
CsvReader::CsvReader(OnHeader on_header, OnRow on_row, OnBadRow on_bad_row)
    : state_(std::make_unique<State>(std::move(on_header), std::move(on_row), std::move(on_bad_row))) {}
CsvReader::~CsvReader() = default;

bool CsvReader::feed(std::string_view bytes) {
  if (!state_->fault && !state_->finished) state_->feed(bytes);
  return !state_->fault;
}

void CsvReader::finish() {
  if (!state_->fault && !state_->finished) state_->finish();
}

std::optional<Fault> CsvReader::fault() const noexcept { return state_->fault; }
std::span<const std::string> CsvReader::header() const noexcept { return state_->header; }
const ColumnMap* CsvReader::columns() const noexcept { return state_->columns ? &*state_->columns : nullptr; }
TextEncoding CsvReader::encoding() const noexcept { return state_->encoding; }
char CsvReader::delimiter() const noexcept { return state_->delimiter; }
const CsvReader::Counters& CsvReader::counters() const noexcept { return state_->counters; }

std::optional<Fault> read_file(const std::string& path, CsvReader& reader, const Progress& progress) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return Fault{Errc::unreadable_file, 0};
  std::error_code unknown;
  const std::uintmax_t size = std::filesystem::file_size(path, unknown);
  const std::uint64_t total = unknown ? 0 : size;
  std::string chunk(chunk_size, '\0');
  std::uint64_t done = 0;
  while (std::feof(file.get()) == 0) {
    const std::size_t read = std::fread(chunk.data(), 1, chunk.size(), file.get());
    if (std::ferror(file.get()) != 0) return Fault{Errc::unreadable_file, 0};
    if (read == 0) break;
    done += read;
    if (!reader.feed(std::string_view(chunk).substr(0, read))) break;
    if (progress) progress(done, total);
  }
  reader.finish();
  return reader.fault();
}

namespace {

/// Puts the rows of a reader into a log, at the places of the log.
class LogFiller {
 public:
  LogFiller(EventLog& log, const CsvReader::OnBadRow& on_bad_row)
      : log_(log),
        on_bad_row_(on_bad_row),
        reader_([this](const CsvRow& row) { good(row); }, [this](const BadRow& bad) { report(bad); }) {}

  CsvReader& reader() noexcept { return reader_; }
  [[nodiscard]] LogReading reading(const std::optional<Fault>& fault) const {
    LogReading made{fault, reader_.encoding(), {reader_.header().begin(), reader_.header().end()}, reader_.counters()};
    made.counters.bad_rows += malformed_;
    return made;
  }

 private:
  void good(const CsvRow& row) {
    LoggedEvent event;
    if (const auto fault = decode_row(*reader_.columns(), row.cells, event)) {
      ++malformed_;
      report(BadRow{row.row, row.line, *fault, row.raw, false});
    } else {
      log_.add(event, row.line);
    }
  }
  void report(BadRow bad) {
    bad.row = log_.add_fault(bad.fault, bad.line);
    if (on_bad_row_) on_bad_row_(bad);
  }

  EventLog& log_;
  const CsvReader::OnBadRow& on_bad_row_;
  CsvReader reader_;
  std::uint64_t malformed_ = 0;
};

}  // namespace

LogReading read_csv(const std::string& path, EventLog& log, const CsvReader::OnBadRow& on_bad_row, const Progress& progress) {
  LogFiller filler(log, on_bad_row);
  const std::optional<Fault> fault = read_file(path, filler.reader(), progress);
  return filler.reading(fault);
}

LogReading read_csv_text(std::string_view text, EventLog& log, const CsvReader::OnBadRow& on_bad_row) {
  LogFiller filler(log, on_bad_row);
  filler.reader().feed(text);
  filler.reader().finish();
  return filler.reading(filler.reader().fault());
}

std::string rejects_line(const BadRow& bad) {
  std::string line = std::to_string(bad.row) + ',' + std::to_string(bad.line) + ',';
  if (bad.fault.field) line.append(text(*bad.fault.field));
  line.append(",").append(text(bad.fault.code)).append(",").append(std::to_string(bad.fault.at));
  line.append(bad.truncated ? ",yes,\"" : ",no,\"");
  for (const char c : bad.raw) {
    if (c == '"') line.push_back('"');
    line.push_back(c);
  }
  line.append("\"\n");
  return line;
}

}  // namespace sne
