"""Words of the commands in both languages (libellés). The words of the law come from the library."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    # key: French, English
    "accepted": ("accepté", "accepted"),
    "article": ("article", "article"),
    "as_of": ("État du fichier au {day}", "State of the register on {day}"),
    "category": ("catégorie", "category"),
    "ceiling": ("plafond", "ceiling"),
    "ceilings": ("Plafonds de ressources au {day}, en euros par an", "Income ceilings on {day}, euros a year"),
    "closes": ("Le tableau se referme : début + nouvelles + réactivées - radiées = fin.", "The table closes: start + new + revived - radiated = end."),
    "code": ("code", "code"),
    "column": ("colonne", "column"),
    "count": ("nombre", "count"),
    "day": ("date", "day"),
    "deadline": ("échéance", "deadline"),
    "due": ("À échoir du {start} au {end}", "Due from {start} to {end}"),
    "due_kind": ("nature", "kind"),
    "end": ("fin", "end"),
    "error": ("erreur", "error"),
    "euros": ("montant", "amount"),
    "event": ("événement", "event"),
    "expected": ("attendu", "expected"),
    "extra": ("par personne en plus", "each further person"),
    "faults": ("Lignes mises à part", "Rows set apart"),
    "field": ("champ", "field"),
    "flow": ("Stocks et flux du {start} au {end}", "Stock and flow from {start} to {end}"),
    "generating": ("journal des événements", "event log"),
    "household": ("ménage", "household"),
    "household_title": ("Ménage {id}", "Household {id}"),
    "households_apart": ("Ménages mis à part", "Households set apart"),
    "households_said": ("Ménages jugés : {judged} ; mis à part : {faults}.", "Households judged: {judged}; set apart: {faults}."),
    "income": ("ressources", "income"),
    "instruction": ("instruction", "instruction"),
    "issues": ("remarques", "remarks"),
    "line": ("ligne", "line"),
    "margin": ("marge", "margin"),
    "mark": ("force", "mark"),
    "matches": ("{equal} chiffres sur {total} sont ceux qui ont été publiés.", "{equal} of {total} figures are those that were published."),
    "matches_target": ("{equal} chiffres sur {total} sont ceux de la région réduite.", "{equal} of {total} figures are those of the smaller region."),
    "month": ("mois", "month"),
    "new": ("nouvelles", "new"),
    "no_issue": ("rien à signaler", "nothing to report"),
    "notice": ("préavis", "notice"),
    "notice_AMOUNT_MISSING": ("montant absent : il reste inconnu", "amount missing: it stays unknown"),
    "notice_CODE_NOT_READ": ("code inconnu de la nomenclature", "code that its list does not hold"),
    "notice_ELEMENT_NOT_READ": ("élément non lu", "element not read"),
    "notice_OWNER": ("le demandeur est propriétaire de son logement", "the applicant owns the present dwelling"),
    "notice_SEVERAL_COMMUNES": ("plusieurs communes souhaitées : la première est retenue", "several communes wanted: the first one is taken"),
    "notice_STATUS_DISAGREES": ("situation familiale sans le conjoint ou partenaire qu’elle annonce", "family status without the partner that it announces"),
    "notice_VALUE_NOT_READ": ("valeur illisible : elle reste inconnue", "value that cannot be read: it stays unknown"),
    "notices": ("Lecture tolérante", "Tolerant reading"),
    "number": ("numéro", "number"),
    "one_of": ("une de ces pièces", "one of"),
    "open": ("Le tableau ne se referme pas : {count} demandes en cause, territoires {codes}.", "The table does not close: {count} demands at fault, territories {codes}."),
    "order": ("arrêté", "order"),
    "outcome": ("issue", "outcome"),
    "pack_good": ("Mise à jour {id} : {tables} tables, recueil {law_id}, jusqu’au {horizon}.", "Pack {id}: {tables} tables, book {law_id}, up to {horizon}."),
    "parts": ("composition", "parts"),
    "piece": ("pièce", "piece"),
    "place": ("endroit", "place"),
    "product": ("produit", "product"),
    "published": ("publié", "published"),
    "radiated": ("radiées", "radiated"),
    "reading": ("lecture du journal", "reading the log"),
    "recomputed": ("recalculé", "recomputed"),
    "refused": ("Événements refusés", "Refused events"),
    "region": ("région", "region"),
    "registration": ("enregistrement", "registration"),
    "remarks": ("motifs, remarques, informations manquantes", "reasons, remarks, missing inputs"),
    "renewal": ("renouvellement", "renewal"),
    "replaying": ("application des règles", "applying the rules"),
    "revived": ("réactivées", "revived"),
    "row": ("rang", "row"),
    "rows": ("lignes", "rows"),
    "rows_said": ("{rows} lignes : {accepted} acceptées, {refused} refusées, {incomplete} incomplètes, {fault} mises à part.", "{rows} rows: {accepted} accepted, {refused} refused, {incomplete} incomplete, {fault} set apart."),
    "severity": ("gravité", "severity"),
    "share": ("part", "share"),
    "shows": ("établit", "shows"),
    "source": ("lu dans", "read in"),
    "stage": ("étape", "stage"),
    "start": ("début", "start"),
    "state": ("état", "state"),
    "suspicious": ("Événements acceptés qui méritent un regard", "Accepted events that deserve a look"),
    "table": ("Tableau publié et recalculé", "The table, published and recomputed"),
    "target": ("visé", "target"),
    "territory": ("territoire", "territory"),
    "total": ("total", "total"),
    "typology": ("Typologie du stock, en %", "Typology of the stock, in %"),
    "unknown": ("inconnu", "unknown"),
    "use_lines": ("Au-delà, écrire un ménage par ligne (JSON Lines).", "Beyond it, write one household a line (JSON Lines)."),
    "verdict": ("réponse", "answer"),
    "warning": ("avertissement", "warning"),
    "what": ("motif", "reason"),
    "writing": ("page et images", "page and pictures"),
    "written": ("Écrit : {path}", "Written: {path}"),
    "zone": ("zone", "zone"),
}


class Words:
    """The words of one language.

    >>> Words("fr")["end"]
    'fin'
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._side = 0 if language == "fr" else 1

    def __getitem__(self, key: str) -> str:
        return _WORDS[key][self._side]

    def say(self, key: str, **values: object) -> str:
        """A sentence with its values."""
        return self[key].format(**values)
