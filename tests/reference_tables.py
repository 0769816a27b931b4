"""Tables of ratings that others printed or computed, as bare numbers, with who did.

A table is written with one sign for each value, a blank between units, a full stop for a gap.
"""

from __future__ import annotations

from collections.abc import Sequence

Table = list[list[str | None]]


def table(text: str) -> Table:
    return [[None if sign == "." else sign for sign in unit] for unit in text.split()]


def from_contingency(counts: Sequence[Sequence[int]], categories: str) -> Table:
    """Two coders: rows are the first one's categories, columns the second one's."""
    return [
        [first, second]
        for first, row in zip(categories, counts, strict=True)
        for second, number in zip(categories, row, strict=True)
        for _ in range(number)
    ]


def from_counts(counts: Sequence[Sequence[int]], categories: str) -> Table:
    """Each row is a unit, each column how many coders gave it that category."""
    return [[name for name, number in zip(categories, row, strict=True) for _ in range(number)] for row in counts]


KRIPPENDORFF = table("11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3. ")
"""Krippendorff (2004), Content Analysis, p. 230: four coders, twelve units; cac.raw4raters of irrCAC."""

HAYES = table(
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 "
    "1233. 1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. "
    "222.2 223.2 222.2 22.12 2222. 111.1 "
)
"""Hayes and Krippendorff (2007), Communication Methods and Measures 1:77-89: five coders, forty units."""

FLEISS = table(
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 "
    "333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555 "
)
"""Fleiss (1971), Psychological Bulletin 76:378-382: thirty patients, six psychiatrists each."""

ENCYCLOPAEDIA = table(".1. ... .22 .11 .33 334 444 13. 2.2 1.1 1.1 3.3 3.3 ... 3.4 ")
"""The example of the Wikipedia article on Krippendorff's alpha: three coders, fifteen units."""

PEER_MATRICES: list[tuple[Table, dict[str, float | None]]] = [
    (
        table(
            "AB AC AA CB BC AC AC BB CC AC CA CC BC AB AA AA CC BA CC CA CA BA BC BB CB CA BC AC AC CC BB AA CB AB CB "
            "AB "
        ),
        {
            "percent": 0.333333333333,
            "cohen": -0.00232018561485,
            "brennan": 0.0,
            "fleiss": -0.00934579439252,
            "alpha": 0.00467289719626,
            "ac1": 0.00460829493088,
        },
    ),
    (
        table("AAB AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA AAA "),
        {
            "percent": 0.964912280702,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0178571428571,
            "alpha": 0.0,
            "ac1": 0.963659547338,
        },
    ),
    (
        table(
            ".AB. AC.B ABBC CCAC AACC A.CA CBB. AABC CABC C.BB CAAA .CCB BABA .CC. ACAB ...B .BBA ACB. B.CA CACA C.CA "
            ".ACA BC.. BAA. CCCC .CBA BBAB .ACB CAAC .BA. "
        ),
        {
            "percent": 0.313043478261,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0863734938831,
            "alpha": -0.0552949061662,
            "ac1": -0.0749101152748,
        },
    ),
    (
        table("AA AA AC AA AA AA AA AA AC AA "),
        {
            "percent": 0.8,
            "cohen": 0.0,
            "brennan": 0.6,
            "fleiss": -0.111111111111,
            "alpha": -0.0555555555556,
            "ac1": 0.756097560976,
        },
    ),
    (
        table(
            "CCBD DDAD AACC BBCC CDBD ADAC CADC DABC DBDD CBCA BDDA CDBC CCBB ACAB DADA DBAB AACD DDAB ABBD BDAD CAAD "
            "ABBB CCAD CCDB DBAB DBAA AABB AAAD CCAB CDCB CCAA BBBC CBDC CBAA BABC "
        ),
        {
            "percent": 0.238095238095,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0168414362885,
            "alpha": -0.00957828317218,
            "ac1": -0.0155506188512,
        },
    ),
    (
        table("AAA. AAAA DAAB .AA. AA.A AAA. .DAA AAAA AAAA AA.A A.AA "),
        {
            "percent": 0.837209302326,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.125112511251,
            "alpha": 0.0759075907591,
            "ac1": 0.853179262189,
        },
    ),
    (
        table("C.A A.C ACD CAA .CA D.A A.E BBC AE. ADE B.D DDB AED BBB .B. "),
        {
            "percent": 0.214285714286,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.100628930818,
            "alpha": -0.0335429769392,
            "ac1": -0.0630108093857,
        },
    ),
    (
        table(
            "AAAE AAAA AAAA AAAA ACAE AAAA AAEA ADAA AAEA AAAA AAEA EAAA ABAA AAEA AAAA BAAA AAAD AAEA AACA AAAA AAAA "
        ),
        {
            "percent": 0.674603174603,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.103846153846,
            "alpha": -0.0907051282051,
            "ac1": 0.648714810282,
        },
    ),
    (
        table("AB AB .B AC A. "),
        {
            "percent": 0.0,
            "cohen": 0.0,
            "brennan": -0.5,
            "fleiss": -0.636363636364,
            "alpha": -0.363636363636,
            "ac1": -0.44,
        },
    ),
    (
        table("AAA AAA AAA AAD AAA AAA AAA AEA AAA ABA AAA AAC EAA AAA AAA AAA AAA AAE ADA AAA AAA "),
        {
            "percent": 0.777777777778,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.078239608802,
            "alpha": -0.0611246943765,
            "ac1": 0.765705937043,
        },
    ),
    (
        table("CA AB AA CB CA BB AB AB BC AC CB AB AA CB BA BC CC CC BC CB BC BC AC BB CA CC "),
        {
            "percent": 0.269230769231,
            "cohen": -0.102678571429,
            "brennan": -0.0961538461538,
            "fleiss": -0.107623318386,
            "alpha": -0.0863228699552,
            "ac1": -0.0905077262693,
        },
    ),
    (
        table(
            "ECBA EA.A E..A E.CE DBEB C.BE DDEE .CDE EDBB .C.E BD.B E.B. .EDC DDAE .ADC CEE. B.AD .CCE CCAB DCEC BACC "
            "BBAB DCA. E.ED C... EDC. ACED DB.E .CBC EBCA "
        ),
        {
            "percent": 0.157894736842,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0833059430475,
            "alpha": -0.0628913185684,
            "ac1": -0.0662005860279,
        },
    ),
    (
        table("CBA EDE DCE CED AED EBA ADD ADE BBC CDE CBB BCA AAD BDD BAA ABB ADD ACA EBB BCE ABA DBE ACD EEB "),
        {
            "percent": 0.180555555556,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0330739299611,
            "alpha": -0.0187256809339,
            "ac1": -0.0221366698749,
        },
    ),
    (
        table(
            "AAAA AAAA AAAA EEAA AAAA AAAA AAAA AAAD AAAA AAAA AABA AAAA ACBA AAAA AAAA AAAA AAAA EAAA AAAA ABAE AAEA "
            "AAAA AAAA EAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA ACAB ACAA AAAA EAAA AAAA ADAA AAAA AAAA BAAA "
        ),
        {
            "percent": 0.808333333333,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.0310689836756,
            "alpha": 0.0371248025276,
            "ac1": 0.798361688721,
        },
    ),
    (
        table("AAA AA. AA. A.A AAA AAA AA. AAA CA. AAE AA. A.A .EA AAA BA. AAA AAA A.A "),
        {
            "percent": 0.852941176471,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.195061728395,
            "alpha": -0.0424242424242,
            "ac1": 0.78255033557,
        },
    ),
    (
        table(
            "CAAB CABA EEEA BEDA BDEA DDBE ECEA CECB CEBC CCEB DEEB BEAE AEEE DCBC BBEC EADA DAAA BDDA BDCD ACCE ECBC "
            "AECA EBCD DCAC CBAE ADBA CCAC BEBE BEEA ACBE BABD BCBE AAAA ECCD "
        ),
        {
            "percent": 0.210784313725,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.003731003731,
            "alpha": 0.0110565110565,
            "ac1": 0.0158879974831,
        },
    ),
    (
        table("BDCD DCEC BBB. CD.D EBCA ADDA .D.A BA.E C.CC .ABD .CEE D.DC E.BA "),
        {
            "percent": 0.265306122449,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.0914910054078,
            "alpha": 0.107843137255,
            "ac1": 0.105124330969,
        },
    ),
    (
        table(
            "BBB CCD DDA ABA CCA ADD ACA DAC ACB BDA BAA CDC DAA DAA CCB BCA BDA BCC DDC CBD BBC ADC CAD DCD CDB DDC "
            "DAD AAD CDB DBB BCA CAB DAC ABA DCD CDC DBA BDB BCB "
        ),
        {
            "percent": 0.230769230769,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0275175644028,
            "alpha": -0.0187353629977,
            "ac1": -0.025017034946,
        },
    ),
    (
        table(
            "BCA AAB .AA A.A AAA CAA .CA A.A .AA ABA AAA A.A .AA AAA ACA A.. AAA ..A BAA .AA .A. CAA AAA AAA AAA A.. "
            "AAA "
        ),
        {
            "percent": 0.698113207547,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.0054347826087,
            "alpha": -0.0450819672131,
            "ac1": 0.702425876011,
        },
    ),
    (
        table("AAAA AAAA AACA AAAA DAEB AAAA DAAA "),
        {
            "percent": 0.714285714286,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.0967741935484,
            "alpha": 0.129032258065,
            "ac1": 0.689750692521,
        },
    ),
    (
        table(
            "AB. BAB CAB BC. ABC A.A BC. .C. .CC CCA ABB BC. C.C CCC CBA BBC CCC BCB ..A .C. B.A .BC A.B AAC AA. CBB "
            "ABC BAC CAA "
        ),
        {
            "percent": 0.321428571429,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.00831087151842,
            "alpha": -0.000673854447439,
            "ac1": 0.00350101345126,
        },
    ),
    (
        table(
            ".BD BAD BCD DAD .CC AC. DBC BBC CC. .DD AAD .B. D.D B.D CAB D.A BCD ... CC. .AA CCC DCB CAA D.B DA. AAA "
            "CAA BCB A.A CBD AC. ADD BB. BBA "
        ),
        {
            "percent": 0.333333333333,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.193009466612,
            "alpha": 0.169381107492,
            "ac1": 0.195123714072,
        },
    ),
    (
        table("CA. .AA AAA DAA DAA DAD AA. AAA AAA AAD A.A .DA .A. A.A "),
        {
            "percent": 0.62962962963,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0396890343699,
            "alpha": -0.0212765957447,
            "ac1": 0.567781515931,
        },
    ),
    (
        table(
            "BBBB BABA ABAB ABBB BBAA AABA BABA AAAB BABA BABB ABBA BABA AABA AABB BAAB BBBB AABA AABB BAAA ABAA ABAA "
        ),
        {
            "percent": 0.468253968254,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0640952921157,
            "alpha": -0.0514274910191,
            "ac1": -0.0628895184136,
        },
    ),
    (
        table("AAAB AAAA BAAA "),
        {
            "percent": 0.666666666667,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.2,
            "alpha": -0.1,
            "ac1": 0.538461538462,
        },
    ),
    (
        table("AAA AAA AAA AAA BAA AAA "),
        {
            "percent": 0.888888888889,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0588235294118,
            "alpha": 0.0,
            "ac1": 0.875862068966,
        },
    ),
    (
        table(
            "ABB .BA BAA BAA ABA AAB AB. BBB ..B BAA .AB B.A B.A BBA ABB B.A AAA ABA ..A BBA ..B BBA BA. AAA .AB A.B "
            "BBA BBA B.B .B. B.B AAA ABA .A. BAA ABA "
        ),
        {
            "percent": 0.422535211268,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.271843601926,
            "alpha": -0.207513416816,
            "ac1": -0.268230671443,
        },
    ),
    (
        table("BB BA BA AB AB AB AB BA AB BB BB BB BB BB BB AA BB BB BB AB BA AA AB BB BB BA BA BB AA BA AA "),
        {
            "percent": 0.548387096774,
            "cohen": 0.0136363636364,
            "brennan": 0.0967741935484,
            "fleiss": 0.0136363636364,
            "alpha": 0.0295454545455,
            "ac1": 0.166986564299,
        },
    ),
    (
        table(
            "..A. BCCC .C.C ABCC .A.A ABDC ACAB ACBC DBCD ADCD C.C. CBDA BADC B.DD CBBA BC.. .B.A DCBA CD.C .ABA ACC. "
            "A.BC BCAA .CCB "
        ),
        {
            "percent": 0.189473684211,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.00011771467348,
            "alpha": -0.0451505016722,
            "ac1": 0.047619047619,
        },
    ),
    (
        table(
            "BA AA AA AB AA AA AA AA AC AA AA AA AA AA DA AA AE AA AA AD AA CA AA AC AA AA AA AC AA AE AA AA AA AA AA "
            "AA AA "
        ),
        {
            "percent": 0.72972972973,
            "cohen": -0.0755813953488,
            "brennan": 0.662162162162,
            "fleiss": -0.094674556213,
            "alpha": -0.0798816568047,
            "ac1": 0.711950175165,
        },
    ),
    (
        table("ACAA DAAA AAAA AAAA AAAA AAAA EAAA CEAA CAAA AEAA AAAA DAAE CAAA AAAA ABBA AEAA AEEA "),
        {
            "percent": 0.617647058824,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0149253731343,
            "alpha": 0.0,
            "ac1": 0.577891846723,
        },
    ),
    (
        table(".A .A AA AA A. A. AB AA AA .. AA B. A. BA AA .A BA BA AA AA .A AA AA AB AA AA .B BA AA .A BA AB B. "),
        {
            "percent": 0.619047619048,
            "cohen": -0.217391304348,
            "brennan": 0.238095238095,
            "fleiss": -0.235294117647,
            "alpha": -0.205882352941,
            "ac1": 0.449180327869,
        },
    ),
    (
        table("CBCA AAAB CAAA CBCC BBBA AACA BACB CCCA AABA "),
        {
            "percent": 0.425925925926,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.112171837709,
            "alpha": 0.136833731106,
            "ac1": 0.15165336374,
        },
    ),
    (
        table(
            "AAAA AABA BABB BBBA BBBB ABAA ABAA AABA BABB BABA BAAB AAAA BBAB BBAB ABAB AAAA ABAB BAAB BAAA BABB BBAA "
            "AAAB ABAA BBBB BBBA AABA BBAA AAAB ABAA BABB BAAB ABAA BABB BABB BBAB AAAA BBBA BBBB "
        ),
        {
            "percent": 0.55701754386,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.113881673882,
            "alpha": 0.119711399711,
            "ac1": 0.114188448445,
        },
    ),
    (
        table("CAA ABB CAC BC. CBC CAA .CC C.B CCB B.. .CA "),
        {
            "percent": 0.318181818182,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.121327014218,
            "alpha": -0.0663507109005,
            "ac1": -0.0116419108792,
        },
    ),
    (
        table("ACA AAA ABA "),
        {
            "percent": 0.555555555556,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.2,
            "alpha": -0.0666666666667,
            "ac1": 0.454545454545,
        },
    ),
    (
        table(
            "AAAB BBBA ABAA BABA AAAA AAA. AAAA .AAA A.AA BA.A A.A. BABA ABAA .AAA .AAB A.AA AABA AAAA AAAA ..AA A.BA "
            "BBA. A... A..A AAAA AAAA ABA. B.AA .A.A ABA. AAAA .AAA .AAA .ABA A..A AAAB .AA. AABA .ABA "
        ),
        {
            "percent": 0.686666666667,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.0564983271783,
            "alpha": 0.0116229014206,
            "ac1": 0.600458313675,
        },
    ),
    (
        table(
            ".. A. AB .C B. AC CA .C BC AB C. AB BC .B A. AA .A .B .B CA CA AB C. AA .C AC BA BA AC BC CC BA BC BA B. "
            "CC BA BB "
        ),
        {
            "percent": 0.208333333333,
            "cohen": -0.166240409207,
            "brennan": -0.1875,
            "fleiss": -0.198423127464,
            "alpha": -0.173455978975,
            "ac1": -0.182112767336,
        },
    ),
    (
        table(
            "ADA BDC CBD CEA BEC DEE ADA EBD AAD AAB EDB ADC BDD ECA DDA ABD CDE AAC DEC EDB CBD DBA EAC ADE EDA EBE "
            "DEC ADE DEA ABB AAD CCE EBA DDD DEB CDD EBA ACB "
        ),
        {
            "percent": 0.140350877193,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0908025776216,
            "alpha": -0.0812341339582,
            "ac1": -0.0705763978726,
        },
    ),
    (
        table(
            "BABB AAAA BAAA BAAA AABA BBAA AAAB ABBB BAAB BAAB ABAA AAAA AABB BAAB BABA ABAB ABBB BAAB BAAA BAAA AABB "
            "AABB AAAA BABA ABAB AAAB ABAB AAAB ABBA ABBA AAAA BABB "
        ),
        {
            "percent": 0.484375,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0756302521008,
            "alpha": -0.0672268907563,
            "ac1": 0.00961313012896,
        },
    ),
    (
        table(
            "DAA CAA .B. A.. B.B A.D AAA AAA .AA BAA CA. .AA AA. .B. AAA DAA AAA AAA .BA BDA AD. BAD AAA AAA AAA C.A "
        ),
        {
            "percent": 0.627450980392,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0127466387288,
            "alpha": 0.0522088353414,
            "ac1": 0.507688522574,
        },
    ),
    (
        table(
            "AAA AAA AAA AAD AAA AAA ACA AAA DBC AAA DAA AAA AAA AAA AAA ACA AAA AAA AAA ADA ABA ADA AAA ABA AAA AAA "
            "AAB AAA AAA AAA AAA AAA CDD AAA AAA AAA AAA AAA AAA AAA "
        ),
        {
            "percent": 0.808333333333,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.162112932605,
            "alpha": 0.169095324833,
            "ac1": 0.79251240415,
        },
    ),
    (
        table("ADCC AB.C DBD. "),
        {
            "percent": 0.166666666667,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.126126126126,
            "alpha": -0.0135135135135,
            "ac1": -0.107313738893,
        },
    ),
    (
        table(
            "BBAA BBAB AABB ABAB BABB AAAB BBAA AAAB ABAA ABAA BABA ABAA BABB BBBB BBAA BABB BBBA BBBA AABA BABA AABA "
            "AAAB BBBA BBAB BBBB ABAA "
        ),
        {
            "percent": 0.49358974359,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0162028447743,
            "alpha": -0.00643166357451,
            "ac1": -0.009460621698,
        },
    ),
    (
        table("ADA AAA AAA ACA "),
        {
            "percent": 0.666666666667,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.142857142857,
            "alpha": -0.047619047619,
            "ac1": 0.609756097561,
        },
    ),
    (
        table("B.BC ABAB .ACB C.A. CAB. A.B. AA.A CCCA BCAA .ABA CBAB AB.. AB.C ABC. CC.A CBCB CBBB CBAC "),
        {
            "percent": 0.275362318841,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.154150132275,
            "alpha": -0.102678571429,
            "ac1": -0.150669105613,
        },
    ),
    (
        table("AABB AAAA AAAA "),
        {
            "percent": 0.777777777778,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.2,
            "alpha": 0.266666666667,
            "ac1": 0.692307692308,
        },
    ),
    (
        table("DA BC DD AA AA DD BA CA AB DC DB AB DD CD BA "),
        {
            "percent": 0.333333333333,
            "cohen": 0.0853658536585,
            "brennan": 0.111111111111,
            "fleiss": 0.0740740740741,
            "alpha": 0.104938271605,
            "ac1": 0.122807017544,
        },
    ),
    (
        table(
            "A.AA EA.A AAA. AAA. AAA. AABA A.EA .ABA ADA. A..A DAAA AA.A BAAA ADAA DAAA BAA. AAAA AAAA ...A EAAA AAAA "
            ".AAA ..BA AAAA A.AA AAAA AA.. .AAA AD.B .AAA AA.A AAAA A.AA CAC. .AAC ..AA AAAA AAAA "
        ),
        {
            "percent": 0.751724137931,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0211228313204,
            "alpha": 0.00694073678591,
            "ac1": 0.720443239458,
        },
    ),
    (
        table("DBBD DB.D D.AA BC.. CCBC DBC. BCCB "),
        {
            "percent": 0.321428571429,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.038437183384,
            "alpha": 0.0443262411348,
            "ac1": 0.0311298524123,
        },
    ),
    (
        table("AAA AAA AAA AAA AAA "),
        {"percent": 1.0, "cohen": None, "brennan": None, "fleiss": None, "alpha": None, "ac1": None},
    ),
    (
        table(
            "ACDD DADC DADB CB.. CCCA CB.C CAA. ..DA B..D .D.B A..C DC.C C.A. BBAB ..AB BDBB BCD. AABD CBAD A.DD ABDD "
            "D.BB BBBA .DB. B.DD .BA. CCDB ACBB C.BB DAAB BCA. D.BB CBDA DDDC ACAC AAA. DB.D .BCD AABB "
        ),
        {
            "percent": 0.26,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.0505116301626,
            "alpha": -0.0127235213205,
            "ac1": -0.0399200223419,
        },
    ),
    (
        table(
            "AAA AAA BBA AAA AAA AAB AAA AAA AAA AAA AAA AAA AAA AAA BAA AAA AAA AAA ABA BBA AAA AAA AAA AAA AAA ABA "
            "AAA AAB BAA ABA BAA AAB AAA AAA "
        ),
        {
            "percent": 0.78431372549,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.0302506482282,
            "alpha": 0.0397579948142,
            "ac1": 0.722620519159,
        },
    ),
    (
        table(
            "CEDA ABDC BCDB ABAC BCEA BABD CCDE EECB DEDA CBCB ABAA EECC DCDC ECBE BDDD BDCD DDEB BBBA DDBB CCBB AABA "
            "CDAA CADB AACE DBDE DBCA ABAC EADD EEAC DCBA BEDD BEAE EEBD AEAB EEBA BBCB BDCE DDBD EDDB "
        ),
        {
            "percent": 0.209401709402,
            "cohen": None,
            "brennan": None,
            "fleiss": 0.00537634408602,
            "alpha": 0.0117521367521,
            "ac1": 0.0133333333333,
        },
    ),
    (
        table(
            "ABAA ..BA A.AA BBA. BBAA A... .ABB BAA. ABBA AAAA B..A B.BA BABB .BAB AAAB A.BB .AAA AAB. A.AB BABB AAAB "
            "BAAA BB.. B..A .BA. BAB. BAAA BBAA ABAA ABBB ABAA BBAA B.A. .BBA ..B. BAB. BBAA .BBB AAAB AABA "
        ),
        {
            "percent": 0.467948717949,
            "cohen": None,
            "brennan": None,
            "fleiss": -0.150788871492,
            "alpha": -0.101788287143,
            "ac1": -0.136067458796,
        },
    ),
]
"""Random matrices with six coefficients of a published R package for qualitative coding (only for two coders: cohen,
brennan). With gaps its percentage is over pairs, and its chance knows only units with two values or more."""
