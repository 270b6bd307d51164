SELECT p.period, h.house, h.residents, h.town
FROM period AS p JOIN house AS h ON h.opened_on <= p.ends_on
