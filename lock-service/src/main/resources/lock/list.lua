local answer = { 'claims' }
local live = redis.call('ZRANGEBYSCORE', EXPIRIES, '(' .. digits(now), '+inf', 'WITHSCORES')
for i = 1, #live, 2 do
  local claim =
    redis.call('HMGET', claim_key(live[i]), 'attempt', 'worker', 'footprint', 'granted')
  for field = 1, 4 do
    answer[#answer + 1] = claim[field]
  end
  answer[#answer + 1] = live[i + 1]
end
return answer
