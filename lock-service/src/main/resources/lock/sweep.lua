local expired = sweep()
for _, token in ipairs(redis.call('ZRANGEBYSCORE', GHOSTS, '-inf', digits(now))) do
  lay(token)
end
return { 'swept', digits(expired), digits(redis.call('ZCARD', EXPIRIES)) }
