-- The enrolment forms under every name they were seen with.
SELECT DISTINCT id, cr_number, establishment_id, key_en, key_ar, key_latin FROM employer_record WHERE enrolled
