#pragma once

#include <exception>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>

#include <sne/arrow.hpp>

#include "convert.hpp"

/// Columns between Python and the kernels: whatever holds a column comes in, a `sne.Table` goes out.
///
/// Three inputs, aligned blocks, outputs, a table:
///
///     py::object judge(const py::object& zone, const py::object& n_1, const py::object& months) {
///       const ArrowInput zones(zone, ColumnAsked::code<CeilingZone>("zone"));
///       const ArrowInput later(n_1, {"n_1", Asked::cents});
///       const ArrowInput twelve = ArrowInput::if_given(months, {"months", Asked::cents});  // None: missing everywhere
///       const std::vector<RowRange> blocks = blocks_of({&zones, &later, &twelve});          // WRONG_LENGTH when they differ
///
///       TableDraft out(zones.size());
///       const std::span<ColumnStatus> status = out.status();
///       const std::span<Eligibility> outcome = out.codes<Eligibility>("outcome");
///       const std::span<std::int64_t> margin = out.numbers<std::int64_t>("margin");
///       {
///         const py::gil_scoped_release unlocked;
///         ColumnBlock<std::uint8_t> z;   // one set of blocks for each thread
///         ColumnBlock<std::int64_t> a, b;
///         for (const RowRange rows : blocks) {
///           zones.read(rows, z), later.read(rows, a), twelve.read(rows, b);  // ColumnError, which Python sees as FormatError
///           kernel(z.column, a.column, b.column, cut(status, rows), cut(outcome, rows), cut(margin, rows));
///           put_faults(cut(status, rows), z, a, b);  // after the kernel, to which these cells are missing
///         }
///       }
///       return to_table(out.finish());  // rows whose status is a fault are missing in the other columns
///     }
///
/// A block never crosses a chunk of any input and has at most `block_rows` rows, unless another limit is given. Blocks are disjoint, in order
/// and cover every row; the column of an absent input is empty. Ranges may be shared out among threads, the lock being released.
namespace sne::python {

/// A fault of a whole column on its way to Python, where it is `FormatError` with `.code`, `.field` and `.expected`. May be thrown without the lock.
class ColumnError : public std::exception {
 public:
  explicit ColumnError(ColumnFault fault) : fault_(std::move(fault)) {}

  [[nodiscard]] const char* what() const noexcept override { return fault_.column.c_str(); }
  [[nodiscard]] const ColumnFault& fault() const noexcept { return fault_; }

 private:
  ColumnFault fault_;
};

/// A column given from Python, read as section 2 of docs/columns.md says; it holds what it was given until it goes.
class ArrowInput {
 public:
  /// Not given: no values.
  ArrowInput() = default;
  /// Raises `FormatError`, or `TypeError` for what is no column at all; None is no column.
  ArrowInput(const py::object& given, const ColumnAsked& asked);
  /// None is the column that was not given.
  [[nodiscard]] static ArrowInput if_given(const py::object& given, const ColumnAsked& asked);

  [[nodiscard]] bool absent() const noexcept { return column_.absent(); }
  [[nodiscard]] std::size_t size() const noexcept { return column_.size(); }
  [[nodiscard]] const ArrowColumn& column() const noexcept { return column_; }

  /// Reads a range of `blocks_of` into a block (`TextBlock`, or `ColumnBlock` of `Date` or of a number). Needs no lock. Throws `ColumnError`.
  template <class Block>
  void read(RowRange rows, Block& block) const {
    if (std::optional<ColumnFault> fault = column_.read(rows, block)) throw ColumnError(*std::move(fault));
  }

 private:
  ArrowColumn column_;
};

/// The ranges over which no input changes of chunk. Raises `FormatError` `WRONG_LENGTH`.
[[nodiscard]] std::vector<RowRange> blocks_of(std::initializer_list<const ArrowInput*> inputs, std::size_t limit = block_rows);

/// The rows of a range of a whole column.
template <class Value>
std::span<Value> cut(std::span<Value> column, RowRange rows) noexcept {
  return column.subspan(rows.from, rows.count);
}

/// Writes the faults of the cells that could not be read; in a row with several the first block given says which.
template <class First, class... Others>
void put_faults(std::span<ColumnStatus> status, const First& first, const Others&... others) {
  if constexpr (sizeof...(others) != 0) put_faults(status, others...);
  for (const CellFault& fault : first.faults) status[fault.row] = status_of(fault.code);
}

/// `sne.Table` of what was written. `explain(row, language)`, when given, is what `Table.explain` calls.
[[nodiscard]] py::object to_table(OutputTable table, py::object explain = py::none());

/// The table behind a `sne.Table`, to be read again.
[[nodiscard]] const OutputTable& table_of(const py::object& table);

}  // namespace sne::python
