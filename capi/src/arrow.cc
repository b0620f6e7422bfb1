#include <sne/arrow_kernels.hpp>

#include <algorithm>
#include <vector>

#include "door.hpp"
#include "tables.hpp"

/// Record batches by the Arrow C data interface, through the kernels of sne/arrow_kernels.hpp.
namespace sne::door {

namespace {

template <class T>
T read_columns(ColumnResult<T> result) {
  if (!result) fail(result.error().code, result.error().column);
  return std::move(result).value();
}

template <class Struct>
ArrowHeld<Struct> taken(Struct* from) noexcept {
  return from == nullptr ? ArrowHeld<Struct>() : ArrowHeld<Struct>(*from);
}

ArrowColumn column_of(const ArrowRecords& batch, const ColumnAsked& asked) { return read_columns(batch.column(asked)); }

/// The columns of a kernel by their names; an optional one may be left out.
template <class Inputs>
Inputs inputs_of(const ArrowRecords& batch) {
  return Inputs::from([&batch](const ColumnAsked& asked, kernels::Presence presence) {
    const std::vector<std::string>& names = batch.names();
    const bool absent = std::find(names.begin(), names.end(), asked.name) == names.end();
    return absent && presence == kernels::Presence::optional ? ArrowColumn() : column_of(batch, asked);
  });
}

template <class Struct>
void release_place(Struct* place) noexcept {
  if (place != nullptr) place->release = nullptr;
}

/// The two structures of a batch that comes, or the places of one that goes.
struct Pair {
  ArrowSchema* schema;
  ArrowArray* array;
};

/// One call: `answer` makes a table of the batch. The batch is taken and the places are left released before any check, so that both hold whatever
/// the fault is.
template <class Answer>
std::int32_t answered(Pair in, Pair out, sne_fault* fault, Answer answer) noexcept {
  HeldSchema schema = taken(in.schema);
  HeldArray array = taken(in.array);
  release_place(out.schema);
  release_place(out.array);
  return guarded(fault, [&] {
    must_write(in.schema, "schema");
    must_write(in.array, "array");
    must_write(out.schema, "schema_out");
    must_write(out.array, "array_out");
    std::vector<HeldArray> chunks;
    chunks.push_back(std::move(array));
    const ArrowRecords batch = read_columns(ArrowRecords::of("array", std::move(schema), std::move(chunks)));
    read_columns(answer(batch)).array(*out.schema, *out.array);
  });
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;
namespace kernels = sne::kernels;

extern "C" {

int32_t sne_arrow_numbers(ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out, sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    return kernels::parse_numbers(column_of(batch, kernels::numbers_asked()));
  });
}

int32_t sne_arrow_deadlines(const sne_renewal_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out,
                            ArrowArray* array_out, sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    return kernels::deadlines(column_of(batch, kernels::base_asked(sne::Asked::day_count)), given(table, "table").table);
  });
}

int32_t sne_arrow_notice_channels(ArrowSchema* schema, ArrowArray* array, int32_t on, const sne_law* law, ArrowSchema* schema_out,
                                  ArrowArray* array_out, sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    return kernels::notice_channels(inputs_of<kernels::NoticeInputs>(batch), day_in(on, "on"), law_in(law));
  });
}

int32_t sne_arrow_communes(const sne_commune_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out,
                           ArrowArray* array_out, sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    return kernels::communes(column_of(batch, kernels::codes_asked()), given(table, "table").table);
  });
}

int32_t sne_arrow_ceilings(const sne_ceiling_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out,
                           ArrowArray* array_out, sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    return kernels::ceilings(inputs_of<kernels::HouseholdInputs>(batch), given(table, "table").table);
  });
}

int32_t sne_arrow_incomes(const sne_ceiling_table* table, ArrowSchema* schema, ArrowArray* array, ArrowSchema* schema_out, ArrowArray* array_out,
                          sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    return kernels::judge_incomes(inputs_of<kernels::IncomeInputs>(batch), given(table, "table").table);
  });
}

int32_t sne_arrow_judge_demands(const sne_renewal_table* calendars, const sne_ceiling_table* ceilings, ArrowSchema* schema, ArrowArray* array,
                                ArrowSchema* schema_out, ArrowArray* array_out, sne_fault* fault) {
  return answered({schema, array}, {schema_out, array_out}, fault, [&](const sne::ArrowRecords& batch) {
    const sne::ArrowColumn base = column_of(batch, kernels::base_asked(sne::Asked::day_count));
    const auto households = inputs_of<kernels::IncomeInputs>(batch);
    return kernels::judge_demands(base, given(calendars, "calendars").table, households, given(ceilings, "ceilings").table);
  });
}

int32_t sne_commune_table_new(int32_t on, const sne_policy* policy, sne_commune_table** table, sne_fault* fault) {
  empty(table);
  return guarded(fault, [&] { make(table, "table", [&] { return sne::CommuneTable(day_in(on, "on"), policy_in(policy)); }); });
}

int32_t sne_commune_table_free(sne_commune_table* table) {
  delete table;
  return SNE_OK;
}

}  // extern "C"
