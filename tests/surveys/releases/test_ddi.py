"""DDI-Codebook 2.5: every element where its documentation has it, in the order it gives.

Written from the field level documentation; while it was written the XML was also held against the
schema, which is not kept here.
"""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from surveys.package.building import files_of
from tests.surveys.answered import questionnaire
from tests.surveys.releases.documented import make_full_package, make_microdata, make_package

NAMESPACE = "{ddi:codebook:2_5}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What may stand in an element, in this order. What is not here holds text alone.
ORDER = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr otherMat",
    "stdyDscr": "citation studyAuthorization stdyInfo studyDevelopment method dataAccs notes",
    "citation": "titlStmt rspStmt prodStmt distStmt serStmt verStmt biblCit holdings notes",
    "titlStmt": "titl subTitl altTitl parTitl IDNo",
    "prodStmt": "producer copyright prodDate prodPlac software fundAg grantNo",
    "distStmt": "distrbtr contact depositr depDate distDate",
    "verStmt": "version verResp notes",
    "stdyInfo": "studyBudget subject abstract sumDscr qualityStatement notes",
    "sumDscr": "timePrd collDate nation geogCover geogUnit anlyUnit universe dataKind",
    "method": "dataColl notes anlyInfo stdyClas dataProcessing codingInstructions",
    "dataColl": "timeMeth dataCollector frequenc sampProc deviat collMode resInstru collSitu",
    "anlyInfo": "respRate EstSmpErr dataAppr",
    "dataAccs": "setAvail useStmt notes",
    "useStmt": "confDec specPerm restrctn contact citReq deposReq conditions disclaimer",
    "fileDscr": "fileTxt locMap notes",
    "fileTxt": "fileName fileCont fileStrc dimensns fileType format filePlac notes",
    "dimensns": "caseQnty varQnty logRecL recPrCas recNumTot",
    "dataDscr": "varGrp var notes",
    "var": "location labl security qstn valrng invalrng undocCod universe TotlResp sumStat txt "
    "catgryGrp catgry codInstr verStmt concept derivation varFormat notes",
    "qstn": "preQTxt qstnLit postQTxt forward backward ivuInstr",
    "valrng": "item range key notes",
    "invalrng": "item range key notes",
    "catgry": "catValu labl txt catStat",
    "derivation": "drvdesc drvcmd",
}
ONCE = {
    *("titlStmt", "prodStmt", "distStmt", "titl", "anlyInfo", "confDec", "fileName", "dimensns"),
    *("fileType", "catValu", "derivation", "drvdesc", "varFormat", "version"),
}
VALUES = {
    ("var", "intrvl"): {"contin", "discrete"},
    ("qstn", "responseDomainType"): {"category", "multiple", "numeric"},
    ("catgry", "missing"): {"Y"},
    ("catStat", "type"): {"freq"},
    ("varFormat", "type"): {"numeric"},
    ("collDate", "event"): {"start", "end"},
}


@pytest.fixture(scope="module")
def package():
    return make_full_package()


@pytest.fixture(scope="module")
def book(package):
    return ET.fromstring(files_of(package)["doc/ddi-codebook-2.5.xml"])


def tag(element):
    return element.tag.removeprefix(NAMESPACE)


def all_of(element, path):
    return element.findall("/".join(f"{NAMESPACE}{name}" for name in path.split("/")))


def texts_of(element, path):
    return {each.get(LANGUAGE): each.text for each in all_of(element, path)}


def variable(book, name):
    return next(each for each in all_of(book, "dataDscr/var") if each.get("name") == name)


def test_the_root_says_which_version_it_is(book):
    assert (book.tag, book.get("version")) == (f"{NAMESPACE}codeBook", "2.5")


def test_every_element_stands_where_it_may_and_in_order(book):
    for element in book.iter():
        assert element.tag.startswith(NAMESPACE)
        children = [tag(each) for each in element]
        order = ORDER.get(tag(element), "").split()
        assert set(children) <= set(order), tag(element)
        assert children == sorted(children, key=order.index), tag(element)
        counts = Counter(children)
        assert all(counts[name] <= 1 for name in ONCE), tag(element)
        assert not (children and (element.text or "").strip()), tag(element)


def test_attributes_have_the_values_that_are_listed(book):
    for element in book.iter():
        for name, value in element.attrib.items():
            assert value in VALUES.get((tag(element), name), {value})


def test_what_must_be_there_is_there(book):
    [study] = all_of(book, "stdyDscr")
    [title] = all_of(study, "citation/titlStmt/titl")
    assert title.text == "Veiledere etter mentortiltak, T3"
    for each in all_of(book, "dataDscr/var"):
        assert each.get("name")
        for ranges in (*all_of(each, "valrng"), *all_of(each, "invalrng")):
            assert all(item.get("VALUE") for item in ranges) and len(ranges)


def test_identifiers_are_names_that_occur_once(book):
    names = [each.get("ID") for each in book.iter() if each.get("ID")]
    assert len(names) == len(set(names))
    assert all(name[0].isalpha() and ":" not in name for name in names)
    for each in all_of(book, "dataDscr/var"):
        assert set(each.get("files").split()) <= set(names)


def test_every_file_with_rows_is_described(book, package):
    names = [each.text for each in all_of(book, "fileDscr/fileTxt/fileName")]
    assert [name.rpartition(".")[2] for name in names] == ["csv", "dta", "sav", "xlsx"]
    [rows] = {each.text for each in all_of(book, "fileDscr/fileTxt/dimensns/caseQnty")}
    assert int(rows) == len(package.microdata.data)


def test_every_column_is_a_variable_in_its_order(book, package):
    names = [each.get("name") for each in all_of(book, "dataDscr/var")]
    assert names == list(package.microdata.data)


def test_wording_and_categories_stand_in_bokmaal_and_nynorsk(book):
    found = variable(book, "demands_piles")
    assert texts_of(found, "qstn/qstnLit") == {
        "nb": "Arbeidet kommer ujevnt, så det blir opphopning",
        "nn": "Arbeidet kjem ujamt, så det hopar seg opp",
    }
    assert texts_of(found, "qstn/preQTxt")["nn"] == "Kor ofte er det slik?"
    labels = [texts_of(each, "labl") for each in all_of(found, "catgry")]
    assert {"nb": "Noen ganger", "nn": "Nokre gonger"} in labels


def test_codes_that_say_nothing_are_missing(book):
    found = variable(book, "mentor_cases")
    missing = [each for each in all_of(found, "catgry") if each.get("missing") == "Y"]
    codes = {all_of(each, "catValu")[0].text for each in missing}
    assert codes == {"88", "97", "98", "99"}
    assert {each.get("VALUE") for each in all_of(found, "invalrng/item")} == codes


def test_frequencies_are_those_of_the_rows(book, package):
    for column in package.microdata.columns:
        values = list(package.microdata.data[column.name])
        for each in all_of(variable(book, column.name), "catgry"):
            [code], counts = all_of(each, "catValu"), all_of(each, "catStat")
            assert [count.text for count in counts] == [str(values.count(int(code.text)))]


def test_a_merged_variable_says_what_its_codes_stand_for(book):
    [derivation] = all_of(variable(book, "portfolio_size_m"), "derivation/drvdesc")
    assert derivation.text == "1 60 eller færre = 0–30, 31–60; 2 Over 60 = 61–100, Over 100"
    assert not all_of(variable(book, "portfolio_size"), "derivation")


def test_a_number_stands_for_itself():
    asked = questionnaire()
    rows = make_microdata(asked, 60)
    files = files_of(make_package(questionnaire=asked, microdata=rows))
    found = variable(ET.fromstring(files["doc/ddi-codebook-2.5.xml"]), "people")
    assert found.get("intrvl") == "contin"
    assert not all_of(found, "valrng")
    assert {each.get("VALUE") for each in all_of(found, "invalrng/item")} == {"97", "98", "99"}


def test_signs_that_xml_cannot_hold_are_left_out():
    files = files_of(make_full_package("employer", title="Før\x00 og\x0b etter\ufffe <&>"))
    book = ET.fromstring(files["doc/ddi-codebook-2.5.xml"])
    assert all_of(book, "stdyDscr/citation/titlStmt/titl")[0].text == "Før og etter <&>"


def test_without_rows_only_the_study_is_described():
    files = files_of(make_full_package("employer", microdata=None))
    book = ET.fromstring(files["doc/ddi-codebook-2.5.xml"])
    assert [tag(each) for each in book] == ["stdyDscr"]
