#pragma once

/// The names of the members of a plain struct.  (private)
namespace sne {

/// `FactMembers<T>::each(value, visit)` calls `visit(name, member)` for each member, by its name in the contract and in the order of the struct.
/// Every door takes its names from here for the facts that it reads as the others do: `lib/fact_members.hpp`.
template <class T>
struct FactMembers {};

}  // namespace sne
