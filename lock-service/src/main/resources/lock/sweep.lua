local expired = sweep()
for _, token in ipairs(redis.call('ZRANGEBYSCORE', GHOSTS, '-inf', digits(now))) do
  lay(token)
end
local answer = { 'swept', digits(expired), digits(redis.call('ZCARD', EXPIRIES)) }
local pause = recovering()
if pause then
  answer[4], answer[5] = redis.call('GET', root .. ':recovering'), pause[2]
end
return answer
