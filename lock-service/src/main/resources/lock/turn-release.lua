-- KEYS[1] root of the branch; ARGV: who gives the turn, or its place, back
local root, who = KEYS[1], ARGV[1]
if redis.call('GET', root .. ':holder') == who then
  redis.call('DEL', root .. ':holder')
end
redis.call('ZREM', root .. ':queue', who)
redis.call('ZREM', root .. ':seen', who)
return { 'waiting', string.format('%.0f', redis.call('ZCARD', root .. ':queue')) }
