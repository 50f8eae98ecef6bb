-- ARGV: the recovery that is over
if redis.call('GET', root .. ':recovering') == ARGV[3] then
  redis.call('DEL', root .. ':recovering')
end
return { 'recovered' }
