-- plain('Sở LĐ-TB&XH  Đắk Nông') = 'so ld tb xh dak nong': letters and figures without marks, to compare names with.
CREATE OR REPLACE MACRO plain(words) AS
    trim(regexp_replace(replace(lower(strip_accents(words)), 'đ', 'd'), '[^a-z0-9]+', ' ', 'g'));
-- undated(...): the same without years, so that the wordings of two years compare.
CREATE OR REPLACE MACRO undated(words) AS
    trim(regexp_replace(regexp_replace(plain(words), '\b(nam )?(19|20)\d\d\b', '', 'g'), ' +', ' ', 'g'));
