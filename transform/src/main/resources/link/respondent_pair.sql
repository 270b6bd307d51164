SELECT id_l, id_r FROM respondent_link
