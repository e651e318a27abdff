"""The demo's story: two employers, six vacancies, four hundred applicants. Everybody in it is made up."""
