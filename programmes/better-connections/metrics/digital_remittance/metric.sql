-- One row a respondent and wave. Who sent no money has no channel, amount or fee.
SELECT
  *,
  CASE WHEN remit_channel IS NOT NULL THEN CAST(remit_channel IN ('bank_app', 'mobile_wallet', 'exchange_app') AS BIGINT) END
    AS digital_channel,
  CAST(remit_cost < 0.03 * remit_amount AS BIGINT) AS under_3_percent,
  CAST(remit_cost > 0.05 * remit_amount AS BIGINT) AS over_5_percent
FROM survey_response
